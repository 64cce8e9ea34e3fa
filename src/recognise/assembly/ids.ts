import { found } from '../memory-layout';

/**
 * Leaves a thread's id in `found`, and a process's, -1 where there is none. JavaScript keeps small numbers without an object for
 * each, so an id that fits into 31 bits is left as such; of one that does not, -2; both are left as numbers of 64 bits, too.
 */
export function leaveIds(thread: f64, process: f64): void {
  store<i32>(found, small(thread), 36);
  store<i32>(found, small(process), 40);
  store<f64>(found, thread, 48);
  store<f64>(found, process, 56);
}

/** The number that the digits from `start` up to, not including, `end` make. */
export function idOf(start: usize, end: usize): f64 {
  let at = start;
  let whole: u64 = 0;
  // 18 digits fit into 63 bits.
  for (; at < end && at - start < 18; at++) whole = whole * 10 + (load<u8>(at) - 48);
  let id = <f64>whole;
  for (; at < end; at++) id = id * 10 + <f64>(load<u8>(at) - 48);
  return id;
}

// @ts-ignore: decorator
@inline
function small(id: f64): i32 {
  return id < 2147483647 ? <i32>id : -2;
}
