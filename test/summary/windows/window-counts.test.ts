import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asReport } from '../../../src/summary/read-report.ts';
import { mergeReports } from '../../../src/summary/report.ts';
import type { SummaryReport } from '../../../src/summary/summary-report.ts';
import { WindowCounts } from '../../../src/summary/window-counts.ts';
import { stated } from '../../tally/counted-lines.ts';

const minute = 60_000;
const start = Date.UTC(2026, 6, 30);
const iso = (time: number): string => new Date(time).toISOString();
const options = { width: minute, lateness: minute / 2, input: 'logs', member: 'me', iso };

/** Counts these times, in seconds, as one batch. */
function count(windows: WindowCounts, seconds: readonly number[]): SummaryReport[] {
  const batch = windows.begin();
  for (const second of seconds) {
    const tally = batch.tallyAt(start + second * 1000);
    tally.lines++;
    tally.add([stated('RPC_FAIL')], start + second * 1000);
  }
  const documents = batch.documents().map(({ key, report }) => {
    expect(report.window!.key).toBe(key);
    return asReport(JSON.parse(JSON.stringify(report)));
  });
  batch.done();
  return documents;
}

describe('windows of event time', () => {
  it('merge to all lines, whatever times they have, of all versions that were published', () => {
    const times = fc.array(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 8 }), { maxLength: 12 });
    fc.assert(
      fc.property(times, (batches) => {
        const windows = new WindowCounts(options);
        const published = batches.flatMap((batch) => count(windows, batch));
        const all = batches.flat();
        const merged = mergeReports(published);
        expect(merged.lines).toBe(all.length);
        // However many windows it has, a stream is one input.
        expect(merged.inputCount).toBe(all.length === 0 ? 0 : 1);
        expect(merged.groups[0]?.codes[0]?.lines ?? 0).toBe(all.length);
        expect(merged.groups[0]?.codes[0]?.first ?? null).toBe(
          all.length === 0 ? null : iso(start + Math.min(...all) * 1000).replace('Z', '+00:00'),
        );
      }),
    );
  });

  it('are one key as long as they are open, and another one for lines that come too late', () => {
    const windows = new WindowCounts(options);
    const [first] = count(windows, [10]);
    const [second] = count(windows, [20, 65]);
    expect(second!.window).toEqual({ ...first!.window, version: 2 });
    expect(second!.lines).toBe(2);
    // The window ends at 60 s and is kept for 30 s.
    count(windows, [91]);
    const [late] = count(windows, [30]);
    expect(late!.window!.from).toBe(first!.window!.from);
    expect(late!.window!.key).not.toBe(first!.window!.key);
    expect(late!.lines).toBe(1);
  });

  it('count a batch that was begun twice once', () => {
    const windows = new WindowCounts(options);
    windows.begin().tallyAt(start).lines++;
    const [document] = count(windows, [0]);
    expect(document).toMatchObject({ lines: 1, window: { version: 1 } });
  });

  it('do not keep more than 64 open, however lines jump', () => {
    const windows = new WindowCounts({ ...options, lateness: Number.MAX_SAFE_INTEGER });
    const keys = new Set<string>();
    for (let round = 0; round < 2; round++)
      for (let window = 0; window < 100; window++)
        for (const report of count(windows, [window * 60])) keys.add(report.window!.key);
    expect(keys.size).toBeGreaterThan(100 + 30);
  });
});
