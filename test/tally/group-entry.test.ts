import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/recognise/finding.ts';
import { frequentCodes } from '../../src/summary/report-rows.ts';
import { Tally } from '../../src/tally/tally.ts';
import { uncatalogued } from './counted-lines.ts';

const lacking = (value: number): Finding => ({ ...uncatalogued, name: String(value), value });

function tallyOf(values: readonly number[]): Tally {
  const tally = new Tally('a.log');
  for (const value of values) {
    tally.lines++;
    tally.add([lacking(value)], 1e12 + (value % 7) * 3_600_000);
  }
  return tally;
}

const numbers = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => -(from + index));
const linesOf = (codes: readonly { readonly lines: number }[]): number =>
  codes.reduce((sum, { lines }) => sum + lines, 0);

describe('codes that the catalogue lacks', () => {
  // The worst order: what is kept comes last.
  const flood = [...numbers(10_000, 20_000).reverse(), ...numbers(1600, 50), ...numbers(1600, 50)];

  it('are kept apart up to a bound, and no line is lost', () => {
    const [group] = tallyOf(flood).data().groups;
    expect(group!.codes.length).toBe(4001);
    expect(linesOf(group!.codes)).toBe(flood.length);
    expect(group!.codes[0]).toMatchObject({ name: 'other', value: undefined, lines: 20_050 - 4000 });
    for (const value of numbers(1600, 50))
      expect(group!.codes).toContainEqual(expect.objectContaining({ value, lines: 2 }));
  });

  it('come to the same in any order and in any parts', () => {
    const whole = tallyOf(flood).data().groups;
    expect(tallyOf(flood.toReversed()).data().groups).toEqual(whole);
    const merged = new Tally();
    for (let at = 0; at < flood.length; at += 3001) merged.merge(tallyOf(flood.slice(at, at + 3001)).data());
    const { groups } = merged.data();
    expect(groups).toEqual(whole);
  });

  it('are counted on after they were folded', () => {
    const tally = new Tally('a.log');
    const places = tally.places([lacking(-99_999)]);
    tally.count(places, undefined);
    for (const value of numbers(10_000, 9000)) tally.add([lacking(value)], undefined);
    tally.count(places, undefined);
    const [group] = tally.data().groups;
    expect(group!.lines).toBe(9002);
    expect(linesOf(group!.codes)).toBe(9002);
    expect(group!.codes[0]).toMatchObject({ name: 'other', inputs: [['a.log', 5002]] });
  });

  it('are shown by how often they came', () => {
    const often = [-90_001, -90_002];
    const [group] = tallyOf([...numbers(10_000, 3000), ...often, ...often]).data().groups;
    const shown = frequentCodes(group!.codes);
    expect(shown.length).toBe(1001);
    expect(shown.slice(0, 2).map(({ value }) => value)).toEqual(often);
    expect(shown.at(-1)).toMatchObject({ name: 'other', lines: 2002 });
    expect(linesOf(shown)).toBe(3004);
    // A report of reports has one more time.
    expect(frequentCodes(shown)).toEqual(shown);
  });
});
