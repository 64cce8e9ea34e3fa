import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockSkews } from '../../../src/triage/causes/skew.ts';
import type { Mention } from '../../../src/triage/collect/mentions.ts';
import { processorTime } from '../../processor-time.ts';

const noon = Date.UTC(2026, 6, 30, 12);

/** What a host named, and how many milliseconds after noon by its clock. */
function named(host: string, times: Readonly<Record<string, number>>): Mention[] {
  return Object.entries(times).map(([name, after]) => {
    const time = noon + after;
    return { kind: 'requests', name, host, lines: 1, first: time, last: time };
  });
}

describe('the clocks of hosts', () => {
  it('differ by what three common requests agree on', () => {
    const seen = [
      ...named('a', { r1: 0, r2: 5000, r3: 9000 }),
      ...named('b', { r1: 60_000, r2: 65_100, r3: 69_200 }),
    ];
    expect(clockSkews(seen)).toEqual([{ host: 'b', against: 'a', ahead: 60_100, events: 3 }]);
  });

  it('are not compared by two, nor by what disagrees', () => {
    expect(clockSkews([...named('a', { r1: 0, r2: 0 }), ...named('b', { r1: 60_000, r2: 60_000 })])).toEqual(
      [],
    );
    expect(
      clockSkews([
        ...named('a', { r1: 0, r2: 0, r3: 0 }),
        ...named('b', { r1: 0, r2: 400_000, r3: 900_000 }),
      ]),
    ).toEqual([]);
  });

  it('differ by whole hours where retries blur the seconds', () => {
    const hour = 3_600_000;
    const seen = [
      ...named('a', { r1: 0, r2: 0, r3: 0, r4: 0 }),
      ...named('b', { r1: hour - 20_000, r2: hour + 1000, r3: hour + 30_000, r4: hour - 5000 }),
    ];
    expect(clockSkews(seen)).toEqual([{ host: 'b', against: 'a', ahead: hour, events: 4 }]);
  });

  it('are compared through a third host, and against the one that most agree with', () => {
    const seen = [
      ...named('a', { r1: 0, r2: 0, r3: 0 }),
      ...named('b', { r1: 0, r2: 0, r3: 0, s1: 0, s2: 0, s3: 0 }),
      ...named('c', { s1: 90_000, s2: 90_000, s3: 90_000 }),
    ];
    const ahead = Object.fromEntries(clockSkews(seen).map((skew) => [skew.host, skew.ahead]));
    expect(ahead.c).toBe(90_000);
  });

  it('are compared in little time though thousands of hosts name the same things', () => {
    const hosts = (count: number) =>
      Array.from({ length: count }, (_, host) => named(`h${host}`, { r1: 0, r2: 0, r3: 0, r4: host })).flat();
    expect(clockSkews(hosts(200))).toHaveLength(199);
    const [few, many] = [hosts(500), hosts(2000)];
    const short = processorTime(() => clockSkews(few));
    expect(processorTime(() => clockSkews(many))).toBeLessThan(10 * Math.max(short, 50));
  });

  it('are found right whatever they are, and whatever else the hosts name', () => {
    const offset = fc.integer({ min: -7_200_000, max: 7_200_000 });
    fc.assert(
      fc.property(offset, fc.array(fc.nat(600_000), { minLength: 3, maxLength: 20 }), (ahead, times) => {
        const seen = times.flatMap((time, index) => [
          ...named('a', { [`r${index}`]: time, [`a${index}`]: time }),
          ...named('b', { [`r${index}`]: time + ahead, [`b${index}`]: time }),
        ]);
        expect(clockSkews(seen)).toEqual([{ host: 'b', against: 'a', ahead, events: times.length }]);
      }),
    );
  });
});
