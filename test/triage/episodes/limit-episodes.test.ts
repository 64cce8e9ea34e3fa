import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../../../src/triage/episodes/episode.ts';
import { limitEpisodes } from '../../../src/triage/report/report.ts';

function episode(lines: number, { isBurst = false, known = null as string | null, start = 0 } = {}): Episode {
  const signature = { key: `${lines} ${start}`, codes: [], known } as unknown as Episode['signature'];
  return {
    ...{ signature, host: 'a', input: 0, width: 10_000, cells: [], start, end: start, lines, severe: lines },
    ...{ isRoutine: false, isBurst },
  };
}

describe('the episodes that are compared with each other', () => {
  it('are all, where there are not too many', () => {
    const episodes = [episode(3), episode(1), episode(2)];
    expect(limitEpisodes(episodes, 3)).toEqual({ compared: episodes, left: 0 });
  });

  it('are else bursts, known troubles and those with most lines, in their order', () => {
    const [few, many, burst, trouble] = [
      episode(3),
      episode(900),
      episode(10, { isBurst: true }),
      episode(1, { known: 'rdma-device-event' }),
    ] as const;
    expect(limitEpisodes([few, many, burst, trouble], 3)).toEqual({
      compared: [many, burst, trouble],
      left: 1,
    });
    expect(limitEpisodes([trouble, few, many, burst], 2).compared).toEqual([trouble, burst]);
  });

  it('are the same ones whatever the order of the inputs', () => {
    const drawn = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 5, maxLength: 20 });
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 4 }), (lines, most) => {
        const episodes = lines.map((count) => episode(count, { isBurst: count % 7 === 0 }));
        const one = new Set(limitEpisodes(episodes, most).compared);
        const other = new Set(limitEpisodes([...episodes].reverse(), most).compared);
        expect(other).toEqual(one);
      }),
    );
  });
});
