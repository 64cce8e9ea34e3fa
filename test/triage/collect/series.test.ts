import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureOf } from '../../../src/triage/collect/event-signature.ts';
import { type KeptLine, Series, type SeriesData } from '../../../src/triage/collect/series.ts';
import { at, gathered, reported } from '../gathered.ts';

const start = Date.UTC(2026, 6, 30);

/** A series of lines at so many seconds after midnight, each of which names a key. */
function series(seconds: readonly number[], keys = 3): SeriesData {
  const all = new Series(signatureOf([], 'some-message'), 'node1');
  for (const [index, second] of seconds.entries()) {
    const time = start + second * 1000;
    const sample = (): KeptLine => ({ line: index + 1, offset: index, time, text: '', evidence: 'message' });
    all.add(time, index + 1, index % 2 === 0, sample);
    all.name('keys', `key${index % keys}`);
    all.completeLine();
  }
  return all.data();
}

describe('a series', () => {
  it('counts every line once and keeps first and last times, in a bounded number of cells', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400_000), { minLength: 1, maxLength: 1500 }), (seconds) => {
        const { cells, width } = series(seconds);
        expect(cells.length).toBeLessThanOrEqual(720);
        expect(cells.reduce((sum, { lines }) => sum + lines, 0)).toBe(seconds.length);
        expect(cells[0]!.first).toBe(start + Math.min(...seconds) * 1000);
        expect(Math.max(...cells.map(({ last }) => last!))).toBe(start + Math.max(...seconds) * 1000);
        for (const { start: from, first, last } of cells) {
          expect(first!).toBeGreaterThanOrEqual(from);
          expect(last!).toBeLessThan(from + width);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps so many names a cell and says how many more there were', () => {
    const [cell] = series(
      Array.from({ length: 100 }, () => 1),
      50,
    ).cells;
    expect(cell!.entities.counts.keys!.size).toBe(24);
    expect(cell!.entities.folded).toBe(52);
  });
});

describe('a log of ever new things', () => {
  it('is counted whole, and the report says what was folded', () => {
    const lines = Array.from(
      { length: 3000 },
      (_, index) => `${at(index)} Transfer failed for key: k${index}x with error: -${1500 + index}`,
    );
    const report = reported([gathered('node1', lines)]);
    expect(report.found).toBe(3000);
    expect(report.limitations.join('\n')).toContain('report so many different things');
  });
});
