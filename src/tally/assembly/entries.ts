import {
  counterFirsts,
  counterGroups,
  counterLasts,
  counterMinutes,
  counterSourceEntries,
  counterSources,
  counterSourcesUsed,
  mostEntries,
} from '../../recognise/memory-layout';

/** As many findings as a line has at most. */
const mostHits: u32 = 16;

/** Half of the table stays empty, so that nothing is searched for long. */
const mostSources: u32 = counterSourceEntries / 2;

/** When an entry came first, in epoch milliseconds. */
// @ts-ignore: decorator
@inline
export function earliestOf(entry: usize): f64 {
  return load<f64>(counterFirsts + 8 * entry);
}

/** Counts a line of an entry at its minute of an hour. */
export function countAt(entry: usize, hour: usize, minute: usize, moment: f64): void {
  const last = counterLasts + 8 * entry;
  if (moment > load<f64>(last)) store<f64>(last, moment);
  const at = counterMinutes + 4 * ((hour * mostEntries + entry) * 60 + minute);
  store<u32>(at, load<u32>(at) + 1);
}

/** Counts a line of a group. */
export function addToGroup(group: usize): void {
  const at = counterGroups + 4 * group;
  store<u32>(at, load<u32>(at) + 1);
}

/** Whether any line's findings still have room to be counted by source. */
export function hasRoom(): bool {
  return load<u32>(counterSourcesUsed) + mostHits <= mostSources;
}

/** Counts a line of an entry, implied (1) or stated (0), that a source printed. */
export function addToSource(entry: usize, implied: u32, source: u32): void {
  // Never 0, which stands for an entry of the table that is free.
  const key = ((((source << 1) | implied) << 8) | <u32>entry) + 1;
  let slot = (key * 0x9e3779b1) >>> 20;
  for (;;) {
    const at: usize = counterSources + 8 * slot;
    const known = load<u32>(at);
    if (known === key) {
      store<u32>(at, load<u32>(at, 4) + 1, 4);
      return;
    }
    if (known === 0) {
      store<u32>(at, key);
      store<u32>(at, 1, 4);
      store<u32>(counterSourcesUsed, load<u32>(counterSourcesUsed) + 1);
      return;
    }
    slot = (slot + 1) & (counterSourceEntries - 1);
  }
}
