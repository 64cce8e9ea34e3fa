import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin } from '../../src/recognise/time/time-span.ts';
import { RangeLines } from '../../src/tally/range-lines.ts';

const since = Date.UTC(2026, 6, 30, 10, 0);
const until = Date.UTC(2026, 6, 30, 12, 30, 30);

/** Reads `I20260730 10:00:00`, and nothing else. */
function timeOf(line: string): number | undefined {
  const match = /^[A-Z](\d{4})(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)/.exec(line);
  if (match === null) return undefined;
  const [year, month, date, hour, minute, second] = match.slice(1).map(Number);
  return Date.UTC(year!, month! - 1, date, hour, minute, second);
}

/** A reader that counts how often it is asked. */
function reader() {
  const times = {
    reads: 0,
    of: (buffer: Buffer, from: number, to: number): number | undefined => {
      times.reads++;
      return timeOf(buffer.toString('latin1', from, to));
    },
  };
  return times;
}

function glog(time: number, severity = 'I'): string {
  const [date, clock] = new Date(time).toISOString().slice(0, 19).split('T') as [string, string];
  return `${severity}${date.replaceAll('-', '')} ${clock}.000000 7 a.cpp:1] all is well\n`;
}

describe('lines of a range', () => {
  it('are those of which the stamp says so, or that of the line before, for any lines and spans', () => {
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: -3600, max: 4 * 3600 }).map((s) => glog(since + 1000 * s)) },
      {
        weight: 3,
        arbitrary: fc.integer({ min: 0, max: 90 }).map((s) => glog(until - 45_000 + 1000 * s, 'W')),
      },
      { weight: 2, arbitrary: fc.constantFrom('  at main()\n', '\n', 'I2026\n') },
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 40 }),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        (lines, cuts) => {
          const ranged = new RangeLines(reader(), { since, until }, () => undefined);
          let counted = 0;
          for (let at = 0; at < lines.length; ) {
            let next = at + 1;
            while (next < lines.length && !cuts[next]) next++;
            const bytes = Buffer.from(lines.slice(at, next).join(''));
            counted += ranged.skipped(bytes, 0, bytes.length, next - at);
            ranged.readPending();
            at = next;
          }
          let last: number | undefined;
          const times = lines.map((text) => (last = timeOf(text) ?? last));
          const inside = times.filter(
            (time) => time !== undefined && isWithin(time, { since, until }),
          ) as number[];
          expect(counted).toBe(inside.length);
          // Within a minute, the last line that was read or stands last is taken for the last stamp.
          expect(ranged.first === undefined).toBe(inside.length === 0);
          if (inside.length > 0) {
            expect(Math.abs(ranged.first! - Math.min(...inside))).toBeLessThan(60_000);
            expect(Math.abs(ranged.last! - Math.max(...inside))).toBeLessThan(60_000);
          }
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });

  it('are read once a minute, and at the ends of the range each', () => {
    const times = reader();
    const ranged = new RangeLines(times, { since, until }, () => undefined);
    const count = (from: number, lines: number): number => {
      const bytes = Buffer.from(
        Array.from({ length: lines }, (_, n) => glog(from + 500 * n, 'IWE'[n % 3]!)).join(''),
      );
      return ranged.skipped(bytes, 0, bytes.length, lines);
    };
    expect(count(since, 120)).toBe(120);
    expect(times.reads).toBe(1);
    expect(count(until - 30_000, 120)).toBe(60);
    expect(times.reads).toBe(121);
  });

  it('are read once a minute where two programs write their headers in two ways', () => {
    const times = {
      reads: 0,
      of: (buffer: Buffer, from: number, to: number): number | undefined => {
        times.reads++;
        return timeOf(buffer.toString('latin1', from, to).replace(/^I(?=\d{4} )/, 'I2026'));
      },
    };
    const ranged = new RangeLines(times, { since, until }, () => undefined);
    const lines = Array.from({ length: 100 }, (_, n) => {
      const line = glog(since + 100 * n);
      return n % 2 === 0 ? line : line.replace('I2026', 'I');
    });
    const bytes = Buffer.from(lines.join(''));
    expect(ranged.skipped(bytes, 0, bytes.length, 100)).toBe(100);
    expect(times.reads).toBe(2);
  });

  it('are read again where a stamp with a year shows that others may mean another one', () => {
    let year = '2026';
    const times = {
      of: (buffer: Buffer, from: number, to: number): number | undefined =>
        timeOf(buffer.toString('latin1', from, to).replace(/^I(?=\d{4} )/, `I${year}`)),
    };
    const ranged = new RangeLines(times, { since, until }, () => undefined);
    const short = Buffer.from(glog(since).replace('I2026', 'I'));
    expect(ranged.skipped(short, 0, short.length, 1)).toBe(1);
    year = '2025';
    ranged.line(Date.UTC(2025, 6, 30, 10));
    expect(ranged.skipped(short, 0, short.length, 1)).toBe(0);
  });

  it('end with the stamp of the last line, also of one that was not read', () => {
    const ranged = new RangeLines(reader(), { since, until }, () => undefined);
    const bytes = Buffer.from(glog(since) + glog(since + 59_000));
    ranged.skipped(bytes, 0, bytes.length, 2);
    ranged.readPending();
    expect([ranged.first, ranged.last]).toEqual([since, since + 59_000]);
  });

  it('that come before any stamp belong to what was before', () => {
    const bytes = Buffer.from('  at main()\n');
    for (const [before, lines] of [
      [since, 1],
      [since - 1, 0],
      [undefined, 0],
    ] as const)
      expect(
        new RangeLines(reader(), { since, until }, () => before).skipped(bytes, 0, bytes.length, 1),
      ).toBe(lines);
  });

  it('that are long are of the time at their beginning', () => {
    const ranged = new RangeLines(reader(), { since, until }, () => undefined);
    const head = Buffer.from(glog(since).trimEnd());
    const rest = Buffer.from('x E20260729 01:00:00\n');
    expect(ranged.skipped(head, 0, head.length, 0)).toBe(0);
    expect(ranged.skipped(rest, 0, 5, 0)).toBe(0);
    expect(ranged.skipped(rest, 5, rest.length, 1)).toBe(1);
    expect(ranged.line(since - 1)).toBe(false);
    ranged.beginLongLine();
    expect(ranged.skipped(head, 0, head.length, 0)).toBe(0);
    expect(ranged.endLongLine()).toBe(false);
  });
});
