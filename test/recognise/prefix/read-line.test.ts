import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/recognise/prefix/formats/index.ts';
import { jsonForms } from '../../../src/recognise/prefix/json/forms/index.ts';
import { sourceOf } from '../../../src/recognise/prefix/prefix.ts';
import { readLine, readPrefix } from '../../../src/recognise/prefix/read-line.ts';
import { wrappers } from '../../../src/recognise/prefix/wrappers/index.ts';

const latin1 = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)) });
const samples = [...formats, ...wrappers, ...jsonForms].flatMap((form) =>
  form.samples.map(({ line }) => line),
);
/** Pieces of real lines in any order, with anything between them. */
const lines = fc
  .array(
    fc.oneof(
      latin1,
      fc.constantFrom(...samples),
      fc.constantFrom(...samples).map((line) => line.slice(0, 30)),
    ),
    {
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(' '));

describe('a wrapper', () => {
  // A prefix that says all of these is read the same in whatever stands around it.
  const inner = 'E0730 12:02:08.502006 9 a.cpp:1] Failed to put: NO_AVAILABLE_HANDLE';
  const around = wrappers
    .filter(({ name }) => !/kernel|verbose/.test(name))
    .map(({ name, samples: [{ line, message }] }) => ({ name, front: line.slice(0, line.indexOf(message)) }))
    .filter(({ front }) => !/[IWEF]\d{4}|ERROR/.test(front));

  it.each(around)('combines with any other: $name', ({ front }) => {
    for (const other of around) {
      const line = other.front + front + inner;
      const [{ prefix }] = readLine(line);
      expect([line, prefix.severity, sourceOf(prefix), line.slice(prefix.message)]).toEqual([
        line,
        'E',
        'a.cpp:1',
        'Failed to put: NO_AVAILABLE_HANDLE',
      ]);
    }
  });

  it.each(around)('may stand in a record of JSON: $name', ({ front }) => {
    const line = JSON.stringify({
      log: `\x1b[31m${front}\x1b[0m${inner}\n`,
      stream: 'stderr',
      time: '2026-07-30T12:02:09Z',
    });
    const [{ prefix, body, start, end }] = readLine(line);
    expect([prefix.severity, sourceOf(prefix), body.text.slice(start, end)]).toEqual([
      'E',
      'a.cpp:1',
      'Failed to put: NO_AVAILABLE_HANDLE',
    ]);
  });
});

describe('reading a line', () => {
  it('tells places within it, whatever it is', () => {
    fc.assert(
      fc.property(lines, (line) => {
        for (const { prefix, body, start, end, searched, searchedEnd } of readLine(line)) {
          expect(prefix.message).toBeGreaterThanOrEqual(0);
          expect(prefix.messageEnd).toBeGreaterThanOrEqual(prefix.message);
          expect(prefix.messageEnd).toBeLessThanOrEqual(line.length);
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(searchedEnd);
          expect(searched).toHaveLength(body.text.length);
          for (const span of [prefix.hostAt, prefix.pidAt, prefix.tidAt])
            if (span !== undefined) expect(line.slice(...span)).not.toBe('');
          if (prefix.pidAt !== undefined) expect(Number(line.slice(...prefix.pidAt))).toBe(prefix.pid);
        }
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it('begins behind the last lone carriage return', () => {
    const bar = '\rProcessed prompts:  10%|#         | 1/10 [00:01<00:09,  1.00s/it]';
    const header = 'E0730 12:02:08.502006 9 a.cpp:1] ';
    const line = `${bar.repeat(3000)}\r${header}Failed\r`;
    const { prefix } = readLine(line)[0];
    expect(prefix).toMatchObject({ severity: 'E', file: 'a.cpp', stamp: bar.length * 3000 + 1 });
    expect(line.slice(prefix.message, prefix.messageEnd)).toBe('Failed');
  });

  it.each([
    ['stamps', '2026-07-30 02:14:10 '],
    ['words', 'node-1 store '],
    ['brackets', '['],
    ['braces', '{"a":'],
    ['fields', 'a=b '],
    ['quotes', '{"msg":"\\"\\"'],
    ['colons', 'a.b::'],
    ['paths', 'a/b.'],
    ['escapes', '\x1b['],
    ['digits', '7'],
  ])('takes a line of megabytes in its stride: %s', (_, piece) => {
    // A reader whose time grew with the square of the length would not come back within the test's time.
    expect(readPrefix(piece.repeat((1 << 22) / piece.length)).messageEnd).toBeGreaterThan(0);
  });

  it('keeps damaged JSON as text', () => {
    const { prefix, body } = readLine('{"level":50,"msg":"Failed to put: NO_AVAILABLE_HANDLE"')[0];
    expect(prefix.shape).toBe('bare');
    expect(body.text.slice(prefix.message, prefix.messageEnd)).toContain('"level":50');
  });

  it('leads back from a record to its line', () => {
    const line = '{"msg":"a \\"b\\" \\u00e9 NO_AVAILABLE_HANDLE","level":"error"}';
    const { body, start, end } = readLine(line)[0];
    expect(body.text.slice(start, end)).toBe('a "b" \xc3\xa9 NO_AVAILABLE_HANDLE');
    const at = body.text.indexOf('NO_AVAILABLE');
    expect(line.slice(body.original(at), body.originalEnd(at + 19))).toBe('NO_AVAILABLE_HANDLE');
  });

  it('takes no byte of a letter for a blank', () => {
    for (const word of ['voilà', 'Ġtoken', 'ключ Р']) {
      const bytes = Buffer.from(word).toString('latin1');
      const lines = [
        `{"level":"error","msg":"no ${bytes} "}`,
        `level=error msg="no ${bytes} "`,
        `level=error msg=no key=${bytes}`,
      ];
      for (const line of lines) {
        const { body, start, end } = readLine(line)[0];
        expect(Buffer.from(body.text.slice(start, end), 'latin1').toString()).not.toContain('\ufffd');
      }
      const fields = readLine(lines[2]!.replace(/ .*/, ` msg=${bytes.replace(' ', '')}`))[0];
      expect(fields.prefix.shape).toBe('record');
      expect(fields.body.text.slice(fields.start, fields.end)).toBe(bytes.replace(' ', ''));
    }
  });

  it('searches a record for codes in its message, its traceback and the fields that mean one', () => {
    const searched = (line: string): string => {
      const [{ searched: text, start, searchedEnd }] = readLine(line);
      return text.slice(start, searchedEnd);
    };
    expect(searched('{"msg":"config","on_error":"NO_AVAILABLE_HANDLE","code":-200}')).toBe('config');
    expect(searched('{"msg":"failed","error_code":-704}')).toBe('failed error_code=-704');
    expect(searched('{"msg":"failed","error":{"code":"-704"}}')).toBe('failed error.code=-704');
    expect(searched('{"msg":"failed","ret":-704}')).toBe('failed');
    expect(searched('{"msg":"failed","ret":-704,"logger":"mooncake.store"}')).toBe('failed ret=-704');
    expect(searched('{"message":"failed","exc_info":"Traceback\\nRuntimeError: -200"}')).toBe(
      'failed\nTraceback\nRuntimeError: -200',
    );
  });

  it('takes no query string of an access line for a place of codes', () => {
    const { searched } = readLine('INFO:     10.0.0.7:5 - "GET /x?error_code=-200 HTTP/1.1" 200 OK')[0];
    expect(searched).not.toContain('-200');
  });

  it.each([
    ['Traceback (most recent call last):', true],
    ['  File "x.py", line 3, in put', true],
    ['RuntimeError: Failed to put: -200', true],
    ['(EngineCore_DP0 pid=4133)     raise RuntimeError()', true],
    ['    @     0x7f1234 google::LogMessage::Fail()', true],
    ['Failed to put', false],
    ['E0730 12:02:08.502006 9 a.cpp:1] RuntimeError: x', false],
  ])('says whether it continues the line before: %s', (line, continues) => {
    expect(readPrefix(line).isContinuation).toBe(continues);
  });

  it.each([
    ['2026-07-30T02:14:10Z stderr P E0730 02:14:10.2 9 a.cpp:1] Fai', true],
    ['2026-07-30T02:14:10Z stderr F led', false],
    ['{"log":"Fai","stream":"stderr","time":"2026-07-30T02:14:10Z"}', true],
    ['{"log":"led\\n","stream":"stderr","time":"2026-07-30T02:14:10Z"}', false],
  ])('says whether it goes on in the next: %s', (line, isPartial) => {
    expect(readPrefix(line).isPartial).toBe(isPartial);
  });
});
