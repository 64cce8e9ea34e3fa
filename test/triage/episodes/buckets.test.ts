import { expect, it } from 'vitest';
import { bucketsOf } from '../../../src/triage/episodes/buckets.ts';
import type { Episode } from '../../../src/triage/episodes/episode.ts';

it('adds up more episodes than a call of a function takes arguments', () => {
  const count = 300_000;
  const episodes = Array.from({ length: count }, (_, index) => {
    const start = (index % 3) * 10_000;
    return { start, end: start, width: 10_000, cells: [{ start, lines: 1 }] } as unknown as Episode;
  });
  expect(bucketsOf(episodes, 60).counts).toEqual([0, 10_000, 20_000].map((at) => [at, count / 3]));
});
