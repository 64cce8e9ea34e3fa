import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/recognise/prefix/formats/index.ts';
import { jsonForms } from '../../../src/recognise/prefix/json/forms/index.ts';
import { readPrefix } from '../../../src/recognise/prefix/read-line.ts';
import { wrappers } from '../../../src/recognise/prefix/wrappers/index.ts';
import { lineTime } from '../../../src/recognise/time/line-time.ts';
import { TimestampParser } from '../../../src/recognise/time/timestamp-parser.ts';
import { yearsAhead } from '../../../src/recognise/time/years-ahead.ts';

const latest = Date.UTC(2026, 10, 23, 12);

/** The times of lines in their order, as one input's clock reads them. */
function times(lines: readonly string[], timezone = 'UTC'): (string | undefined)[] {
  const clock = new TimestampParser({ timezone, latest });
  const bytes = Buffer.from(lines.join('\n'), 'latin1');
  yearsAhead(clock)(bytes, 0, bytes.length);
  return lines.map((line) => {
    const time = clock.of(line, readPrefix(line));
    return time === undefined ? undefined : new Date(time).toISOString();
  });
}

describe('the year of a stamp without one', () => {
  it('comes from the last stamp of the input that has one', () => {
    expect(
      times([
        '[2025-09-17 16:23:12 TP1] Prefill batch.',
        'E0917 16:23:13.204995 4058290 real_client.cpp:2253] Failed',
      ]),
    ).toEqual(['2025-09-17T16:23:12.000Z', '2025-09-17T16:23:13.204Z']);
  });

  const line = 'E0917 16:23:13.204995 4058290 real_client.cpp:2253] Failed';

  it('is the latest that is not in the future of its file where no stamp tells', () => {
    expect(times([line])).toEqual(['2026-09-17T16:23:13.204Z']);
    expect(times([line, 'x 2024-09-18 10:00:00 is no stamp', 'page 2024/01/01'])[0]).toBe(
      '2026-09-17T16:23:13.204Z',
    );
  });

  it.each([
    '2024-09-18 10:00:00 ERROR x',
    '[2024-09-18 10:00:00 TP1] Prefill batch.',
    'I20240918 10:00:00.5 7 a.cpp:1] x',
    '10.0.0.1 - - [18/Sep/2024:10:00:00 +0000] "GET / HTTP/1.1" 200 5',
    'Wed Sep 18 10:00:00 2024[1,0]<stdout>:x',
    '[09/18/24 10:00:00] ERROR    Failed to put                          store.py:212',
    '[E 240918 10:00:00 web:212] Failed to put',
    '{"level":50,"time":1726653600000,"msg":"x"}',
    '{"level":"error","ts":1726653600.955769,"caller":"gok/main.go:20","msg":"Failed to put"}',
    '2024-09-18T10:00:00Z E0918 10:00:00.0 1 a.cpp:1] x',
  ])('comes from %j behind it', (full) => {
    expect(times([line, `bytes=2097152 x=1073741824`, full])[0]).toBe('2024-09-17T16:23:13.204Z');
  });

  it('is the one before or behind where new year lies between', () => {
    expect(
      times([
        '2026-01-01 00:00:01 a',
        'E1231 23:59:59.5 1 a.cpp:1] x',
        '2026-12-31 23:59:59 a',
        'E0101 00:00:01.5 1 a.cpp:1] x',
      ]),
    ).toEqual([
      '2026-01-01T00:00:01.000Z',
      '2025-12-31T23:59:59.500Z',
      '2026-12-31T23:59:59.000Z',
      '2027-01-01T00:00:01.500Z',
    ]);
  });

  it('changes when the stamps beside it come to another year', () => {
    expect(
      times([
        '2024-03-01 10:00:00 a',
        'E0301 10:00:01.0 1 a.cpp:1] x',
        '2025-03-01 10:00:00 a',
        'E0301 10:00:01.0 1 a.cpp:1] x',
      ]),
    ).toEqual([
      '2024-03-01T10:00:00.000Z',
      '2024-03-01T10:00:01.000Z',
      '2025-03-01T10:00:00.000Z',
      '2025-03-01T10:00:01.000Z',
    ]);
  });

  it('comes from the stamp of what wraps the line, as its zone does', () => {
    expect(
      times(
        [
          '2025-11-15T10:00:00Z E1115 10:00:00.0 1 a.cpp:1] x',
          '2025-11-15T18:00:00+08:00 stderr F E1115 18:00:00.0 1 a.cpp:1] x',
          // A container whose own clock is UTC's, on a host that is elsewhere.
          '2025-11-15T18:00:00.5+08:00 stderr F E1115 10:00:00.0 1 a.cpp:1] x',
          '2025-11-15T10:00:00.5Z stderr F [2025-11-15 18:00:00 TP0] x',
          '{"log":"E1231 23:59:59.9 1 a.cpp:1] x\\n","stream":"stderr","time":"2026-01-01T00:00:00.1Z"}',
        ],
        'Europe/Berlin',
      ),
    ).toEqual([
      '2025-11-15T10:00:00.000Z',
      '2025-11-15T10:00:00.000Z',
      '2025-11-15T10:00:00.000Z',
      '2025-11-15T10:00:00.000Z',
      '2025-12-31T23:59:59.900Z',
    ]);
  });

  it('leaves a zone alone that the line states itself, or that nothing states', () => {
    expect(
      times(
        [
          '2025-11-15T10:00:00Z 2025-11-15T12:00:00+02:00 ERROR x',
          'Sat Nov 15 10:00:00 2025[1,0]<stdout>:E1115 10:00:00.0 1 a.cpp:1] x',
        ],
        '+01:00',
      ),
    ).toEqual(['2025-11-15T10:00:00.000Z', '2025-11-15T09:00:00.000Z']);
  });
});

describe('a year that stands ahead', () => {
  const samples = [...formats, ...wrappers, ...jsonForms].flatMap(({ name, samples }) =>
    samples.map(({ line }) => [name, line] as const),
  );

  it.each([...samples, ['zap at a full second', '{"level":"info","ts":1.7854123e+09,"msg":"x"}'] as const])(
    'is known before its line is read, in any format that has one: %s: %s',
    (_, line) => {
      const read = new TimestampParser({ timezone: 'UTC', latest: Date.UTC(2027, 0, 1) });
      const ahead = new TimestampParser({ timezone: 'UTC', latest: Date.UTC(2027, 0, 1) });
      lineTime(line, read);
      const bytes = Buffer.from(`${line}\n`, 'latin1');
      yearsAhead(ahead)(bytes, 0, bytes.length);
      expect(ahead.near).toBe(read.near);
    },
  );
});

describe('seconds since 1970', () => {
  it.each([
    ['1785377650', '2026-07-30T02:14:10.000Z'],
    ['1785377650.220114', '2026-07-30T02:14:10.220Z'],
    ['1785377650220', '2026-07-30T02:14:10.220Z'],
    ['1785377650220114', '2026-07-30T02:14:10.220Z'],
    ['1785377650220114881', '2026-07-30T02:14:10.220Z'],
    ['7', undefined],
  ])('tell their unit by their digits: %s', (number, expected) => {
    expect(times([`{"level":50,"time":${number},"msg":"x"}`])).toEqual([expected]);
  });

  it('are read where a line of the same shape has other digits', () => {
    const place = readPrefix('{"level":50,"time":7,"msg":"x"}').stampPlace!;
    expect(new TimestampParser({ latest }).at('{"level":50,"time":1785377650220,"msg":"x"}', place)).toBe(
      1785377650220,
    );
  });
});
