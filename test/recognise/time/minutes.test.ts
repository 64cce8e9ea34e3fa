import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrefix } from '../../../src/recognise/prefix/read-line.ts';
import { TimestampParser } from '../../../src/recognise/time/timestamp-parser.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const latest = Date.UTC(2026, 7, 2);

/** Lines of one night in the forms that programs and what runs them write, each a minute or less from the next. */
const forms: readonly ((at: Date, fraction: string, zone: number) => string)[] = [
  (at, fraction) => `E${month(at)}${day(at)} ${clock(at)}${fraction} 12 a.cpp:3] x`,
  (at, fraction) => `W${at.getUTCFullYear()}${month(at)}${day(at)} ${clock(at)}${fraction} 12 a.cpp:3] x`,
  (at, fraction) => `${date(at)}T${clock(at)}${fraction}Z ERROR x`,
  (at, fraction) => `${date(at)} ${clock(at)}${fraction} ERROR x`,
  (at, _, zone) => `${date(at)}T${clock(at)}+0${zone}:00 ERROR x`,
  (at) => `ERROR ${month(at)}-${day(at)} ${clock(at)} [a.py:3] x`,
  (at) => `[${date(at)} ${clock(at)} TP0] x`,
  (at, fraction, zone) =>
    `${date(at)}T${clock(at)}.000${fraction.slice(1)}Z stderr F E${month(later(at, zone))}${day(later(at, zone))} ${clock(later(at, zone))}${fraction} 12 a.cpp:3] x`,
  (at, fraction) => `${date(at)}T${clock(at)}Z stdout F ${date(at)} ${clock(at)}${fraction} - a - ERROR - x`,
];

function later(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * 3_600_000 - 1500);
}

function date(at: Date): string {
  return `${at.getUTCFullYear()}-${month(at)}-${day(at)}`;
}
function month(at: Date): string {
  return two(at.getUTCMonth() + 1);
}
function day(at: Date): string {
  return two(at.getUTCDate());
}
function clock(at: Date): string {
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}

describe('a minute that is known', () => {
  it('gives each stamp the time that it has without it', () => {
    const step = fc.record({
      form: fc.nat(forms.length - 1),
      passed: fc.oneof(fc.nat(2000), fc.nat(90_000), fc.integer({ min: -3000, max: 0 })),
      fraction: fc.constantFrom('', '.5', ',123', '.123456', '.12.34'),
      zone: fc.nat(9),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 2, maxLength: 40 }),
        fc.constantFrom('UTC', 'Europe/Berlin', '-02:30'),
        (steps, timezone) => {
          const known = new TimestampParser({ timezone, latest });
          let time = Date.UTC(2026, 6, 30, 23, 50);
          for (const { form, passed, fraction, zone } of steps) {
            time += passed;
            const line = forms[form]!(new Date(time), fraction, zone);
            const prefix = readPrefix(line);
            const fresh = new TimestampParser({ timezone, latest });
            expect([line, known.of(line, prefix)]).toEqual([line, fresh.of(line, prefix)]);
          }
        },
      ),
      { seed: 20261129, numRuns: 400 },
    );
  });
});
