import { describe, expect, it } from 'vitest';
import { byteSets, nibbleTables } from '../../../src/dev/prefilter/byte-buckets.ts';
import { windows } from '../../../src/recognise/prefilter.ts';

describe('byte buckets', () => {
  it('let through all that a window takes', () => {
    const places = nibbleTables(windows);
    const buckets = (place: number, byte: number) =>
      places[place]!.low[byte & 15]! & places[place]!.high[byte >> 4]!;
    for (const window of windows) {
      const sets = byteSets(window).slice(window.key - 1, window.key + 2);
      const [before, key, after] = sets.map((set) => set.flatMap((takes, byte) => (takes ? [byte] : [])));
      for (const first of before!) {
        for (const second of key!) {
          for (const third of after!) {
            const shared = buckets(0, first) & buckets(1, second) & buckets(2, third);
            if (shared === 0) expect.fail(`${window.name} ${[first, second, third]}`);
          }
        }
      }
    }
  });

  it.each([
    ['whose key has no neighbour before it', { name: 'name' as const, bytes: ['a', 'b', 'c'], key: 0 }],
    ['whose key has no neighbour after it', { name: 'name' as const, bytes: ['a', 'b', 'c'], key: 2 }],
    ['that takes a line feed within', { name: 'name' as const, bytes: ['a', '\\n', 'c'], key: 1 }],
  ])('refuse a window %s', (_, window) => {
    expect(() => byteSets(window)).toThrow('window name');
  });
});
