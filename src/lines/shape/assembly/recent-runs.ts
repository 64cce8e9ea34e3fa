import { mostRecentRuns, recentRuns } from '../memory-layout';
import { editCount, out, pending, setText } from './text-output';

/** Runs of the line since its start, or since the last clock; the last of them are remembered. */
export let recentCount: u32 = 0;

@inline export function forgetRuns(): void {
  recentCount = 0;
}

/** Remembers a run, and what the text is before it. */
@inline export function remember(from: usize, to: usize): void {
  const run = entry(0);
  store<u32>(run, <u32>from);
  store<u32>(run + 4, <u32>to);
  saveText(run);
  recentCount++;
}

/** Where a run begins: 1 is the last one. */
@inline export function startOfRun(back: u32): usize {
  return <usize>load<u32>(entry(back));
}
@inline export function endOfRun(back: u32): usize {
  return <usize>load<u32>(entry(back) + 4);
}

/** Makes the text again what it was before a run. */
@inline export function takeBack(back: u32): void {
  const run = entry(back);
  setText(<usize>load<u32>(run + 8), <usize>load<u32>(run + 12), load<u32>(run + 16));
}

/** Says that the text before a run is what it is now. */
@inline export function saveTextOf(back: u32): void {
  saveText(entry(back));
}

@inline function saveText(run: usize): void {
  store<u32>(run + 8, <u32>out);
  store<u32>(run + 12, <u32>pending);
  store<u32>(run + 16, editCount);
}

@inline function entry(back: u32): usize {
  return recentRuns + (<usize>((recentCount - back) & (mostRecentRuns - 1)) << 5);
}
