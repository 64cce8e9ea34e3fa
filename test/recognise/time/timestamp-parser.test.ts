import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { Recogniser } from '../../../src/recognise/recogniser.ts';
import { stampAt } from '../../../src/recognise/time/stamp.ts';
import { TimestampParser } from '../../../src/recognise/time/timestamp-parser.ts';
import { ZoneError, zoneReader } from '../../../src/recognise/time/zone.ts';

const latest = Date.UTC(2026, 10, 23, 12);

/** The time of the stamp that a line begins with. */
function timeAt(clock: TimestampParser, line: string): number | undefined {
  const place = stampAt(line, line.startsWith('[') ? 1 : 0);
  return place === undefined ? undefined : clock.at(line, place);
}

function utc(line: string, timezone = 'UTC'): string | undefined {
  const time = timeAt(new TimestampParser({ timezone, latest }), line);
  return time === undefined ? undefined : new Date(time).toISOString();
}

describe('a clock', () => {
  it.each([
    ['E20260730 11:49:18.123456 1 a.cpp:1]', '2026-07-30T11:49:18.123Z'],
    ['2026-04-14 00:12:07.543248 INFO', '2026-04-14T00:12:07.543Z'],
    ['[2026-02-14 19:56:31,098] LMCache', '2026-02-14T19:56:31.098Z'],
    ['[2026-07-30 11:49:18 TP3]', '2026-07-30T11:49:18.000Z'],
    ['2026-07-30T11:49:18.5Z stderr', '2026-07-30T11:49:18.500Z'],
    ['2026-07-30T11:49:18+08:00 stderr', '2026-07-30T03:49:18.000Z'],
    ['07-30 11:49:18 [a.py:1]', '2026-07-30T11:49:18.000Z'],
    ['Jul 30 11:49:18 host', '2026-07-30T11:49:18.000Z'],
    ['Jul  3 11:49:18 host', '2026-07-03T11:49:18.000Z'],
    ['[Wed Jul 15 14:40:27 2026] mlx5', '2026-07-15T14:40:27.000Z'],
  ])('reads %s', (line, expected) => {
    expect(utc(line)).toBe(expected);
  });

  it.each([
    'E20261340 11:49:18.1',
    'E20260230 11:49:18.1',
    'E20260730 24:00:00.1',
    'E20260730 11:61:00.1',
    'words',
  ])('refuses %s', (line) => {
    expect(utc(line)).toBeUndefined();
  });

  it('gives a stamp without a year the latest year that is not in the future', () => {
    expect(utc('E1122 10:00:00.0')).toBe('2026-11-22T10:00:00.000Z');
    expect(utc('E1224 10:00:00.0')).toBe('2025-12-24T10:00:00.000Z');
    expect(utc('E0229 10:00:00.0')).toBe('2024-02-29T10:00:00.000Z');
  });

  it('forgives a stamp that runs hours ahead of the file', () => {
    expect(utc('E1123 20:00:00.0')).toBe('2026-11-23T20:00:00.000Z');
  });

  it('reads wall-clock times of the zone it is given', () => {
    expect(utc('E20260730 11:49:18.0', 'Asia/Shanghai')).toBe('2026-07-30T03:49:18.000Z');
    expect(utc('E20260730 11:49:18.0', '-02:30')).toBe('2026-07-30T14:19:18.000Z');
    expect(utc('E20260730 11:49:18.0', 'Europe/Berlin')).toBe('2026-07-30T09:49:18.000Z');
    expect(utc('E20260130 11:49:18.0', 'Europe/Berlin')).toBe('2026-01-30T10:49:18.000Z');
  });

  it('keeps stamps of one hour apart from the next hour and the next day', () => {
    const clock = new TimestampParser({ timezone: 'UTC', latest });
    const lines = [
      'E20260730 11:59:59.9',
      'E20260730 12:00:00.1',
      'E20260731 12:00:00.1',
      'E20260730 11:00:00.0',
    ];
    expect(lines.map((line) => new Date(timeAt(clock, line)!).toISOString())).toEqual([
      '2026-07-30T11:59:59.900Z',
      '2026-07-30T12:00:00.100Z',
      '2026-07-31T12:00:00.100Z',
      '2026-07-30T11:00:00.000Z',
    ]);
  });

  it.each([
    ['E20260730 11:49:18.123456 1 a.cpp:1] x', '2026-07-30T11:49:18.123Z'],
    ['E0730 11:49:18 1 a.cpp:1] x', '2026-07-30T11:49:18.000Z'],
    ['E0730 11:49:18.1 77:12345 a.cpp:1] x', '2026-07-30T11:49:18.100Z'],
    ['E0730 23:59:60.0004 1 a.cpp:1] x', '2026-07-31T00:00:00.000Z'],
    ['(EngineCore_DP0 pid=1) E1224 10:00:00.25 1 a.cpp:1] x', '2025-12-24T10:00:00.250Z'],
    ['E0730 11:\x1b[1m49:18.5 1 a.cpp:1] x', '2026-07-30T11:49:18.500Z'],
    ['(Worker pid=7) ERROR 07-30 11:49:18 [x.py:1] x', '2026-07-30T11:49:18.000Z'],
    ['ERROR 07-30 11:49:18,250 [x.py:1] x', '2026-07-30T11:49:18.250Z'],
    ['Jul 30 11:49:18 host master[1]: x', '2026-07-30T11:49:18.000Z'],
    ['E0230 11:49:18.5 1 a.cpp:1] x', undefined],
    ['E0730 11:60:18.5 1 a.cpp:1] x', undefined],
    ['E0730 24:00:18.5 1 a.cpp:1] x', undefined],
    ['ERROR 07-30 11:49:61 [x.py:1] x', undefined],
    ['x', undefined],
  ])('says when %j was printed', (line, expected) => {
    const { prefix } = new Recogniser(builtInCatalogue()).recognise(line);
    const time = new TimestampParser({ timezone: 'UTC', latest }).of(line, prefix);
    expect(time === undefined ? undefined : new Date(time).toISOString()).toBe(expected);
  });

  it.each(['Mars/Olympus', '+25:00', '-15:00', '+99:99', '+08:60'])(
    'refuses %s, which is no zone',
    (zone) => {
      expect(() => zoneReader(zone)).toThrow(ZoneError);
    },
  );
});
