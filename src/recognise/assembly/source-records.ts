import { sourceRecords } from '../memory-layout';

/** What is known of a source, a bit each; the numbers stand again in ../line-rules.ts. Mooncake's own file, */
export const isMooncake = 1;
/** or one of a caller whose component is known; lines of no other source are read here. */
export const isCaller = 2;
export const printsStatuses = 4;
export const printsTent = 8;
export const tracesRequests = 16;
/** Whether some of the places where it prints numbers print another component's. */
export const printsOthers = 32;

// @ts-ignore: decorator
@inline
export function kindOfSource(source: i32): u32 {
  return load<u16>(sourceRecords + 16 * source);
}

/** The likeliest component, from 1 on; 0 where it is none. */
// @ts-ignore: decorator
@inline
export function componentOf(source: i32): u32 {
  return load<u16>(sourceRecords + 16 * source, 2);
}

/** Where its messages lie. */
// @ts-ignore: decorator
@inline
export function messagesOf(source: i32): usize {
  return load<u32>(sourceRecords + 16 * source, 4);
}

/** And how many these are. */
// @ts-ignore: decorator
@inline
export function messageCountOf(source: i32): u32 {
  return load<u32>(sourceRecords + 16 * source, 8);
}

/** Where the patterns of its places lie; 0 where it has none. */
// @ts-ignore: decorator
@inline
export function placesOf(source: i32): usize {
  return load<u32>(sourceRecords + 16 * source, 12);
}
