import { describe, expect, it } from 'vitest';
import { ZoneFormat } from '../../src/render/text/zone-format.ts';
import { dayStart, inLocalDays, localDays } from '../../src/tally/histogram.ts';

const berlin = new ZoneFormat('Europe/Berlin');
const iso = (time: number): string => berlin.iso(time);

describe('the day of a time begins at midnight by the clock', () => {
  it.each([
    ['2026-07-30T21:59:00Z', '2026-07-30T00:00:00.000+02:00'],
    ['2026-07-30T22:00:00Z', '2026-07-31T00:00:00.000+02:00'],
    ['2026-03-29T21:30:00Z', '2026-03-29T00:00:00.000+01:00'],
    ['2026-03-29T22:00:00Z', '2026-03-30T00:00:00.000+02:00'],
    ['2026-10-25T22:59:00Z', '2026-10-25T00:00:00.000+02:00'],
    ['2026-10-25T23:00:00Z', '2026-10-26T00:00:00.000+01:00'],
  ])('%s', (time, start) => {
    expect(iso(dayStart(Date.parse(time), iso))).toBe(start);
  });

  it('and where the clock skips midnight, with its first minute', () => {
    const havana = new ZoneFormat('America/Havana');
    const start = dayStart(Date.parse('2026-03-08T12:00:00Z'), (time) => havana.iso(time));
    expect(havana.iso(start)).toBe('2026-03-08T01:00:00.000-04:00');
  });
});

it('counts every hour in one day, those of 23 and 25 hours too', () => {
  const from = Date.parse('2026-03-27T23:00:00Z');
  const to = Date.parse('2026-10-26T23:00:00Z');
  const counts: [number, number][] = [];
  for (let start = from; start < to; start += 3_600_000) counts.push([start, 1]);
  const days = localDays({ width: 3_600_000, counts }, iso);
  const odd = days.counts.filter(([, lines]) => lines !== 24);
  expect(odd.map(([start, lines]) => [iso(start).slice(0, 10), lines])).toEqual([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ]);
  expect(days.counts.every(([start]) => iso(start).slice(11, 19) === '00:00:00')).toBe(true);
});

it('has days of other clocks in one of this clock each, so that none overlap', () => {
  const days = (first: string): [number, number][] =>
    [0, 1, 2].map((at) => [Date.parse(first) + at * 86_400_000, at + 1]);
  for (const first of ['2026-07-30T00:00:00Z', '2026-07-30T00:00:00+02:00', '2026-07-30T00:00:00+05:30']) {
    const { counts } = inLocalDays({ width: 86_400_000, counts: days(first) }, iso);
    expect(counts.map(([start, lines]) => [iso(start), lines])).toEqual([
      ['2026-07-30T00:00:00.000+02:00', 1],
      ['2026-07-31T00:00:00.000+02:00', 2],
      ['2026-08-01T00:00:00.000+02:00', 3],
    ]);
  }
});
