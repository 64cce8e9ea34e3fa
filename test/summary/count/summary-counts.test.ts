import fc from 'fast-check';
import { expect, it } from 'vitest';
import { form, readCounts } from '../../../src/summary/count/summary-counts.ts';
import { summaryReport } from '../../../src/summary/report.ts';
import { Tally } from '../../../src/tally/tally.ts';
import { stated, uncatalogued } from '../../tally/counted-lines.ts';

const tally = new Tally('a.log');
tally.lines = 3;
tally.stamp(1_000_000);
for (const finding of [stated('RPC_FAIL'), uncatalogued])
  tally.add([finding], 1_000_000, { source: 'a.cpp:3', host: 'h1', text: () => 'a line' });
const sample = JSON.stringify({
  counts: 'summary',
  form,
  choice: '{}',
  tally: tally.data(),
  from: 1_000_000,
  to: 1_000_000,
  stamps: [{ input: 'a.log', time: 1_000_000, distance: 5 }],
  longLines: 0,
  interruptions: { rotations: 0, truncations: 0, gaps: 0 },
});

/** All places of a JSON value, as the keys that lead there. */
function placesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]))];
}

const places = placesOf(JSON.parse(sample)).filter((path) => path.length > 0);

it('takes what a summary kept', () => {
  expect(readCounts(JSON.parse(sample))).toEqual({ counts: JSON.parse(sample) });
  expect(readCounts(null)).toBe('foreign');
  expect(readCounts({ counts: 'summary', form: 1 })).toBe('other form');
});

it('says that a field is missing', () => {
  const { tally: _, ...rest } = JSON.parse(sample);
  expect(readCounts(rest)).toEqual({ fault: 'tally: is missing' });
});

it('names the field that is missing or odd, or takes what can be counted on', () => {
  const odd = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom<unknown>(null, '', 'x', -1, 0.5, 1e300, [], {}, [[]], [['a']], true, 8.64e15 + 1),
    fc.jsonValue(),
  );
  let taken = 0;
  fc.assert(
    fc.property(fc.constantFrom(...places), odd, (path, value) => {
      const counts = JSON.parse(sample);
      const parent = path.slice(0, -1).reduce((part, key) => part[key], counts);
      if (value === undefined && !Array.isArray(parent)) delete parent[path.at(-1)!];
      else parent[path.at(-1)!] = value ?? null;
      const read = readCounts(counts);
      if (typeof read === 'string') return;
      if ('fault' in read) {
        expect(read.fault).toMatch(/^[\w.]+: \S.*$/);
        return;
      }
      taken++;
      const all = new Tally();
      all.merge(read.counts.tally);
      const iso = (time: number) => new Date(time).toISOString();
      summaryReport(all.data(), { ...read.counts, bucket: { least: 60_000, auto: true } }, iso);
    }),
    { numRuns: 3000, seed: 17 },
  );
  expect(taken).toBeGreaterThan(50);
});
