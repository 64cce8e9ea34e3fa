import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/triage/collect/series.ts';
import { episodesOf } from '../../../src/triage/episodes/episode.ts';

const minute = 60_000;
const width = 10_000;
const signature = { key: 'k', codes: [], known: 'slow-storage', isOfStart: false, isOwnKind: false };

function cell(first: number): Cell {
  const start = Math.floor(first / width) * width;
  return { start, first, last: first, lines: 1, severe: 0, firstLine: first } as unknown as Cell;
}

/** A single line at each of these minutes of an hour. */
function kindsOf(minutes: readonly number[]): boolean[] {
  const cells = minutes.map((at) => cell(at * minute));
  return episodesOf({ signature, host: 'h', width, cells }, 0, 0, 60 * minute).map(
    ({ isRoutine }) => isRoutine,
  );
}

describe('lines that come again and again', () => {
  it('are routine when they came at all times', () => {
    expect(kindsOf([2, 9, 21, 30, 38, 47, 55])).toEqual([true]);
  });

  it('are none when they began after a silence that is long for them', () => {
    const late = Array.from({ length: 14 }, (_, index) => 20 + index * 2.5);
    expect(kindsOf(late).every((isRoutine) => !isRoutine)).toBe(true);
  });
});
