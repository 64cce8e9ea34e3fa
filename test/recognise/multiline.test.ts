import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { LineShapes } from '../../src/lines/line-shapes.ts';
import { LineScanner } from '../../src/lines/scan/line-scanner.ts';
import type { LineSink } from '../../src/lines/scan/line-sink.ts';
import { describeForRecords, RecordWriter } from '../../src/output/record-writer.ts';
import { Continuations, joiningSink } from '../../src/recognise/continuations.ts';
import { FindingFilter } from '../../src/recognise/finding.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { TimestampParser } from '../../src/recognise/time/timestamp-parser.ts';
import type { LineRecord } from '../../src/render/lines/record.ts';
import { Tally } from '../../src/tally/tally.ts';

const recogniser = new Recogniser(builtInCatalogue());

/** The records of a text, read in chunks of a size. */
function recordsOf(text: string, size = 1 << 16): { records: LineRecord[]; lines: number } {
  const records: LineRecord[] = [];
  const tally = new Tally();
  const scanner = new LineScanner({ everyLine: true });
  const writer = {
    text: (line: string | Buffer) => void records.push(JSON.parse(String(line))),
    bytes: () => {},
    waiting: false,
    closed: false,
    room: async () => {},
    send: async () => {},
    flush: async () => {},
  };
  const sink = new RecordWriter({
    tally,
    clock: new TimestampParser({ timezone: 'UTC', latest: Date.UTC(2026, 10, 29) }),
    input: 'a.log',
    only: false,
    render: (record) => JSON.stringify(record),
    writer,
  });
  const shapes = new LineShapes(
    scanner,
    recogniser.shapeRules,
    describeForRecords(recogniser, new FindingFilter()),
  );
  const joined = joiningSink(shapes.into(sink), true);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.subarray(at, at + size), joined.sink);
  scanner.end(joined.sink);
  joined.flush();
  return { records, lines: tally.lines };
}

const traceback = [
  'ERROR 07-30 02:14:10 [mooncake_store.py:148] put failed',
  'Traceback (most recent call last):',
  '  File "/x/mooncake_store.py", line 140, in put',
  '    raise RuntimeError(text)',
  'RuntimeError: Failed to put: NO_AVAILABLE_HANDLE',
];
const next = 'INFO 07-30 02:14:11 [core.py:1] next';

describe('lines that belong together', () => {
  it.each(['\n', '\r\n'])('become one record with the line above them (%j)', (feed) => {
    const { records, lines } = recordsOf([...traceback, next, ''].join(feed));
    expect(lines).toBe(6);
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject({
      level: 50,
      source: 'mooncake_store.py:148',
      line: 1,
      msg: ['put failed', ...traceback.slice(1)].join(feed),
      codes: [{ name: 'NO_AVAILABLE_HANDLE' }],
    });
    expect(records[1]).toMatchObject({ level: 30, line: 6, msg: 'next', codes: [] });
  });

  it('are found whatever the chunks in which they come', () => {
    const text = [next, ...traceback, next, ...traceback].join('\n');
    const whole = recordsOf(text);
    for (const size of [1, 7, 60, 200]) expect(recordsOf(text, size)).toEqual(whole);
  });

  it('imply what the line alone implies, also where it is wrapped', () => {
    const head =
      'E0730 11:49:18.223456 12345 rdma_endpoint.cpp:385] [Handshake] Failed to modify QP to RTR, check mtu,';
    const rest = 'gid, peer lid, peer qp num: Connection timed out [110]';
    const names = (text: string) => recordsOf(text).records.map(({ codes }) => codes.map(({ name }) => name));
    expect(names(`${head} ${rest}`)).toEqual([['ERR_ENDPOINT']]);
    expect(names(`${head}\n      ${rest}`)).toEqual([['ERR_ENDPOINT']]);
    expect(names(`${head} ${rest}\n    @     0x7f3a main`)).toEqual([['ERR_ENDPOINT']]);
  });

  it('are of one pod and one process', () => {
    const { goesOn } = new Continuations();
    const first = 'store-0 E0730 11:49:18.223456 1 a.cpp:3] x';
    expect(goesOn('  File "x.py", line 3', first)).toBe(true);
    expect(
      goesOn(
        '(EngineCore_DP0 pid=12)   File "x.py", line 3',
        '(EngineCore_DP0 pid=12) ERROR 07-30 02:14:10 [a.py:1] x',
      ),
    ).toBe(true);
    expect(
      goesOn(
        '(EngineCore_DP0 pid=13)   File "x.py", line 3',
        '(EngineCore_DP0 pid=12) ERROR 07-30 02:14:10 [a.py:1] x',
      ),
    ).toBe(false);
    expect(goesOn('E0730 11:49:18.223456 1 a.cpp:3] x', first)).toBe(false);
    expect(goesOn('put failed', first)).toBe(false);
    expect(
      goesOn('{"log":"  File \\"x.py\\", line 3\\n","stream":"stderr","time":"2026-07-30T02:14:10Z"}', first),
    ).toBe(false);
  });

  it('are handed on with every byte, in order', () => {
    const line = fc.constantFrom(...traceback, next, '', '\t at x', '  ', 'x\r');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.integer({ min: 1, max: 300 }), (lines, size) => {
        const text = lines.join('\n');
        const seen: string[] = [];
        let count = 0;
        const sink: LineSink = {
          line: (buffer, start, end, lineEnd) => {
            seen.push(buffer.toString('latin1', start, end + lineEnd.length));
            count++;
          },
          skipped: (buffer, start, end, more) => {
            seen.push(buffer.toString('latin1', start, end));
            count += more;
          },
          longLine: () => {},
          longLineEnd: () => {},
        };
        const joined = joiningSink(sink, true);
        const scanner = new LineScanner({ everyLine: true });
        const bytes = Buffer.from(text);
        for (let at = 0; at < bytes.length; at += size)
          scanner.push(bytes.subarray(at, at + size), joined.sink);
        scanner.end(joined.sink);
        joined.flush();
        expect(seen.join('')).toBe(text);
        expect(count).toBe(text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0));
      }),
      { numRuns: 100 },
    );
  });
});
