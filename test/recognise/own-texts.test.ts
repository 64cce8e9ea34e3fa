import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { createCatalogue } from '../../src/library/documents.ts';
import { LineScanner } from '../../src/lines/scan/line-scanner.ts';
import { ownMarks } from '../../src/recognise/own-texts.ts';
import { prefilterMarks } from '../../src/recognise/prefilter.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';

const text = `
components:
  Net:
    numbers:
      - {after: [netret, 'code {} (', rc], hex: true}
      - {fields: [error.code, status]}
      - {fields: [err.code], only: names}
      - {after: [kernelret], negated: true}
      - {after: [longret], hex: true, bases: [0x5000000, 0x5010000]}
      - {after: [status], files: [net.cpp]}
    codes:
      - {name: EIO, value: 5, description: x, aliases: [Input/output error, {text: io  a/b/c, blanks: any}]}
      - {name: netDown, value: 6, description: x, case: any, aliases: [{text: net is  down, blanks: any}]}
      - {name: NET_LONG_NAME, value: 7, description: x, aliases: ['UCX ERROR {} : gone', 连接超时, 网络 lost contact again]}
  Orders:
    files: [orders.cpp]
    loggers: [orders]
    codes: [{name: ORDER_X, value: 4001, description: x}]
messages:
  - {logger: app.db, severity: W, pattern: 'db is {} gone', code: NET_LONG_NAME, sample: x}
`;
const lines = [
  'EIO',
  'x: EIO.',
  '{"msg":"failed\\nEIO"}',
  'x Input/output error y',
  'io \t a/b/c',
  '{"msg":"io\\ta/b/c"}',
  '{"msg":"io a\\/b\\/c."}',
  'NETDOWN',
  'so netdown,',
  'Net  IS \t down',
  'NET_LONG_NAME',
  'UCX ERROR rc : gone',
  '拨号连接超时了',
  '{"msg":"\\u62e8\\u8fde\\u63a5\\u8d85\\u65f6"}',
  '网络 lost contact again',
  'rc=5',
  'netret: 0x7',
  'code 12 (6)',
  '{"msg":"x","error":{"code":5}}',
  '{"msg":"x","status":"7"}',
  '{"msg":"x","err":{"code":"netDown"}}',
  'kernelret(-6)',
  'longret[0x0000000005010006] x',
  'LONGRET 0X5000007',
  'longret=83951622',
  'E0730 11:49:18.1 1 net.cpp:9] status 5',
  'I0730 11:49:18.1 1 orders.cpp:9] ret 4001',
  '2026-07-30 11:49:18,123 INFO orders.api: status 4001',
  '2026-07-30 11:49:18,123 WARNING app.db.pool: db is all gone',
  'RPC_FAIL',
  'ret=-704 (key)',
].map((line) => Buffer.from(line, 'utf8').toString('latin1'));
const quiet = 'I0730 11:49:18.123456 12345 client_service.cpp:1533] BatchGet completed keys=64 hit=12';

/** Tells whether a line is looked at behind so much input that lines without texts are passed over. */
function lookedAt(catalogue: Catalogue): (line: string) => boolean {
  const marks = prefilterMarks(catalogue);
  expect(marks.everyLine).toBe(false);
  return (line) => {
    let isLooked = false;
    const sink = {
      skipped: () => {},
      line: (buffer: Buffer, start: number, end: number) => {
        isLooked ||= buffer.toString('latin1', start, end) === line;
      },
      longLine: () => {},
      longLineEnd: () => {},
    };
    const scanner = new LineScanner(marks);
    scanner.push(Buffer.from(`${quiet}\n`.repeat(8000)), sink);
    scanner.push(Buffer.from(`${line}\n${quiet}\n`, 'latin1'), sink);
    scanner.end(sink);
    return isLooked;
  };
}

describe('lines with codes of an operator’s catalogue', () => {
  const catalogue = createCatalogue({ file: 'own.yaml', text });
  const marks = prefilterMarks(catalogue);
  const recogniser = new Recogniser(catalogue);

  it('are all found to report something by the recogniser', () => {
    expect(lines.filter((line) => recogniser.recognise(line).findings.length === 0)).toEqual([]);
  });

  it('are marked wherever they stand, and few others are', () => {
    expect(marks.everyLine).toBe(false);
    const looked = new Map<string, number>();
    let skippedLines = 0;
    const scanner = new LineScanner({ ...marks, blockSize: 1 << 14 });
    const sink = {
      skipped: (_buffer: Buffer, _start: number, _end: number, count: number) => {
        skippedLines += count;
      },
      line: (buffer: Buffer, start: number, end: number) => {
        const line = buffer.toString('latin1', start, end);
        looked.set(line, (looked.get(line) ?? 0) + 1);
      },
      longLine: () => {},
      longLineEnd: () => {},
    };
    // Until there is enough input every line is looked at.
    scanner.push(Buffer.from(`${quiet}\n`.repeat(8000)), sink);
    looked.clear();
    skippedLines = 0;
    const times = 12;
    const written = Array.from({ length: times }, (_, index) =>
      lines.map((line) => `${quiet}${'.'.repeat(index)}\n${line}\r\n`).join(''),
    );
    scanner.push(Buffer.from(written.join(''), 'latin1'), sink);
    scanner.end(sink);
    expect(lines.filter((line) => looked.get(line) !== times)).toEqual([]);
    expect([...looked.keys()].filter((line) => line.startsWith('I0730') && !line.includes('orders'))).toEqual(
      [],
    );
    expect(skippedLines).toBe(times * lines.length);
  });

  it('are all looked at where a form has nothing that is long enough', () => {
    const short = createCatalogue({
      file: 'own.yaml',
      text: 'components: {A: {codes: [{name: a, value: 1, description: x}]}}',
    });
    expect(ownMarks(short)).toBeUndefined();
    expect(prefilterMarks(short).everyLine).toBe(true);
  });

  it('are marked by the numbers that are codes, not by the words before them alone', () => {
    const long = createCatalogue({
      file: 'own.yaml',
      text: `
components:
  Device:
    numbers: [{after: [status, ret], hex: true}]
    codes: [{name: deviceLost, value: 507010, description: x}, {name: deviceBusy, value: -70012, description: x}]
  Net:
    numbers: [{after: [status], files: [net.cpp]}]
    codes: [{name: netDown, value: 6, description: x}]
`,
    });
    const looksAt = lookedAt(long);
    for (const line of [
      'x ret: 507010',
      'x ret=-70012.',
      '{"m":"ret 0x7BC82"}',
      '{"m":"ret\\u003d\\"507010\\""}',
      'the ret was 0507010',
      "ret: ('-70012')",
      'x ret 0xfffeee84',
      'E0730 11:49:18.1 1 net.cpp:9] status 6',
    ])
      expect(looksAt(line), line).toBe(true);
    for (const line of [
      'Get response: status=success',
      'x ret: 5',
      'x ret=507010ms',
      'x ret=0x7bc83',
      'x status 7',
      'x status 6.5',
    ])
      expect(looksAt(line), line).toBe(false);
  });

  it('are marked in any case where many texts are of any', () => {
    const words = Array.from(
      { length: 300 },
      (_, index) => `device lost ${String.fromCharCode(97 + (index % 26))}${index}x`,
    );
    const codes = words.map(
      (text, index) =>
        `{name: code${index}Z, value: ${index + 1}, description: x, aliases: [{text: ${text}, case: any}]}`,
    );
    const looksAt = lookedAt(
      createCatalogue({ file: 'own.yaml', text: `components: {A: {codes: [${codes.join(', ')}]}}` }),
    );
    for (const text of words.slice(0, 40)) expect(looksAt(`I x: ${text.toUpperCase()}, y`), text).toBe(true);
    expect(looksAt('device found')).toBe(false);
  });

  it('are counted the same as when every line is looked at, on bytes of all kinds', () => {
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const pieces = [
      ...lines,
      quiet,
      'net',
      'rc',
      '=',
      ' ',
      'é',
      '\\u8fde',
      'Connection',
      '5',
      '"',
      '\x1b[31m',
    ];
    const input = Buffer.from(
      Array.from(
        { length: 30_000 },
        () => `${pieces[random(pieces.length)]}${random(3) === 0 ? '\n' : ''}`,
      ).join(''),
      'latin1',
    );
    const found = (everyLine: boolean) => {
      const reported: string[] = [];
      const scanner = new LineScanner({ ...marks, everyLine });
      const sink = {
        skipped: () => {},
        line: (buffer: Buffer, start: number, end: number) => {
          const line = buffer.toString('latin1', start, end);
          if (recogniser.recognise(line).findings.length > 0) reported.push(line);
        },
        longLine: () => {},
        longLineEnd: () => {},
      };
      scanner.push(input, sink);
      scanner.end(sink);
      return reported;
    };
    expect(found(false)).toEqual(found(true));
  });
});
