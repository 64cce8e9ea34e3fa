import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineScanner } from '../../../src/lines/scan/line-scanner.ts';
import type { LineScannerOptions, OpenLine } from '../../../src/lines/scan/line-scanner-options.ts';
import { isCandidate } from '../../../src/recognise/prefilter.ts';
import { corpus } from '../../bench/corpus.ts';
import { CollectingSink } from './collecting-sink.ts';
import { linesOf, logText } from './log-bytes.ts';

/** Scanners by the lines they take, each used for many texts, since their memory is dear to make. */
const scanners = new Map<number, LineScanner>();

function scannerOf({ maxLine = 1 << 20, everyLine = false }: LineScannerOptions): LineScanner {
  const scanner = scanners.get(maxLine) ?? new LineScanner({ maxLine });
  scanners.set(maxLine, scanner);
  Object.assign(scanner.counts, { bytes: 0, lines: 0, looked: 0, longLines: 0 });
  scanner.everyLine = everyLine;
  return scanner;
}

/** Scans a text in chunks of the given sizes, taken in turn. */
function scan(text: string, sizes: readonly number[], options: LineScannerOptions = {}) {
  const scanner = scannerOf(options);
  const sink = new CollectingSink();
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    scanner.push(bytes.subarray(at, at + size), sink);
    at += size;
  }
  scanner.end(sink);
  return { sink, counts: { ...scanner.counts } };
}

/** What any scanner must find, said with plain strings. */
function expected(text: string, maxLine = 1 << 20) {
  const lines = linesOf(text);
  const candidates = lines.filter(({ line }) => isCandidate(line.slice(0, maxLine)));
  return {
    looked: candidates.map(({ line }) => line.slice(0, maxLine)),
    ends: candidates.map(({ end }) => end),
    lines: lines.length,
    counts: {
      bytes: text.length,
      lines: lines.length,
      looked: candidates.length,
      longLines: lines.filter(({ line }) => line.length > maxLine).length,
    },
  };
}

const sizes = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
  fc.constant([1 << 16]),
);

describe('a line scanner', () => {
  it('hands on every byte, and those lines that the prefilter marks, for any bytes and chunks', () => {
    fc.assert(
      fc.property(logText, sizes, (text, chunks) => {
        const { sink, counts } = scan(text, chunks, { maxLine: 65536 });
        const wanted = expected(text);
        const { looked, ends, lines } = sink;
        expect({ text: sink.text, looked, ends, lines, counts }).toEqual({ text, ...wanted });
      }),
      { numRuns: 1500, seed: 3 },
    );
  });

  it('marks for words only the lines that hold one, for any bytes', () => {
    const words = ['RPC_FAIL', 'OBJECT_NOT_FOUND'];
    const scanner = new LineScanner({ words });
    const word = fc.constantFrom(
      'RPC_FAIL',
      'OBJECT_NOT_FOUND',
      'RPD_FAIL',
      'MC_GID_INDEX',
      'PC_FA',
      '_FAIL',
      'RPC_',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, logText), { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        const sink = new CollectingSink();
        scanner.push(Buffer.from(text, 'latin1'), sink);
        scanner.end(sink);
        const wanted = linesOf(text).map(({ line }) => line);
        expect(sink.looked).toEqual(wanted.filter((line) => isCandidate(line, words)));
        expect(sink.text).toBe(text);
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  it('recognises the first part of a line longer than the limit, whatever the chunks', () => {
    fc.assert(
      fc.property(logText, sizes, fc.integer({ min: 1, max: 60 }), (text, chunks, maxLine) => {
        const { sink, counts } = scan(text, chunks, { maxLine });
        const wanted = expected(text, maxLine);
        const { looked, ends, lines } = sink;
        expect({ text: sink.text, looked, ends, lines, counts }).toEqual({ text, ...wanted });
      }),
      { numRuns: 1500, seed: 4 },
    );
  });

  it('finds a window at every place of a vector, of a round and beside their borders', () => {
    for (const window of ['A_B', ' -1', ' E07', 'or=a', 'rn=a', 'son=a', 'Error: ', 'a:B']) {
      for (let place = 0; place < 200; place++) {
        const line = `${'.'.repeat(place)}${window}${'.'.repeat(40)}`;
        const { sink, counts } = scan(`quiet\n${line}\nquiet\n`, [1 << 16]);
        expect(sink.looked, `${window} at ${place}`).toEqual([line]);
        expect(counts.lines).toBe(3);
      }
    }
  });

  it.each([
    ['at the start of the input', 'E0730 x\n', ['E0730 x']],
    ['at the start of a line', 'x\nW0730 x\n', ['W0730 x']],
    ['as a number at the start of a line', 'x\n-704\n', ['-704']],
    ['not across two lines', 'A_\nB\n', []],
    ['not across the end of the input', 'A_', []],
    ['not across a line end of CR and LF', 'error=\r\na\n', []],
    ['in a last line without an end', 'x\nRPC_FAIL', ['RPC_FAIL']],
    ['in a last line that ends with CR', 'RPC_FAIL\r', ['RPC_FAIL\r']],
    ['beside NULs', '\0RPC_FAIL\0\n\0\n', ['\0RPC_FAIL\0']],
  ])('looks for windows %s', (_, text, candidates) => {
    const { sink } = scan(text, [1 << 16]);
    expect(sink.looked).toEqual(candidates);
    expect(sink.text).toBe(text);
  });

  it('finds the same lines of a log, whatever the chunks', () => {
    const text = [...corpus({ size: 1 << 20, share: 0.2 })].join('');
    const wanted = expected(text);
    for (const size of [777, 1 << 16, text.length]) {
      const { sink } = scan(text, [size]);
      expect(sink.looked).toEqual(wanted.looked);
    }
  });

  it('goes on when more lines are marked than one call of the kernel can report', () => {
    const line = `RPC_FAIL ${'.'.repeat(70)} -1`;
    const text = `${line}\nx\n`.repeat(5000);
    const { sink, counts } = scan(text, [1 << 19]);
    expect(sink.text).toBe(text);
    expect(counts).toEqual({ bytes: text.length, lines: 10000, looked: 5000, longLines: 0 });
  });

  it('counts the lines of blocks that hold nothing else', () => {
    const text = '\n'.repeat(1 << 20);
    const { counts } = scan(text, [1 << 18]);
    expect(counts.lines).toBe(1 << 20);
  });

  it('streams a line of many times its memory', () => {
    const scanner = new LineScanner({ maxLine: 1 << 16 });
    const memory = scanner.buffer.length;
    let bytes = 0;
    const ends: string[] = [];
    const sink = {
      skipped: (_: Buffer, start: number, end: number) => {
        bytes += end - start;
      },
      line: () => {
        throw new Error('the line is too long for one piece');
      },
      longLine: (_: Buffer, start: number, end: number) => {
        bytes += end - start;
      },
      longLineEnd: (lineEnd: string) => ends.push(lineEnd),
    };
    const chunk = Buffer.alloc(1 << 20, 'RPC_FAIL ');
    for (let count = 0; count < 256; count++) scanner.push(chunk, sink);
    scanner.push(Buffer.from('\r\n'), sink);
    scanner.end(sink);
    expect(bytes).toBe(256 << 20);
    expect(ends).toEqual(['\r\n']);
    expect(scanner.counts).toEqual({ bytes: (256 << 20) + 2, lines: 1, looked: 1, longLines: 1 });
    expect(scanner.buffer.length).toBe(memory);
  });

  it('hands on all lines where every line is looked at, for any bytes and chunks', () => {
    fc.assert(
      fc.property(logText, sizes, fc.integer({ min: 1, max: 60 }), (text, chunks, maxLine) => {
        const { sink, counts } = scan(text, chunks, { maxLine, everyLine: true });
        const lines = linesOf(text);
        expect(sink.text).toBe(text);
        expect(sink.looked).toEqual(lines.map(({ line }) => line.slice(0, maxLine)));
        expect(sink.ends).toEqual(lines.map(({ end }) => end));
        expect(counts.lines).toBe(lines.length);
      }),
      { numRuns: 1500, seed: 5 },
    );
  });

  it('goes on in a line of one input after it scanned another, for any bytes and chunks', () => {
    fc.assert(
      fc.property(logText, logText, sizes, fc.integer({ min: 1, max: 60 }), (one, other, chunks, maxLine) => {
        const scanner = scannerOf({ maxLine });
        const inputs = [one, other].map((text) => ({ text, sink: new CollectingSink(), at: 0 }));
        const open = new Map<object, OpenLine>();
        for (let turn = 0; inputs.some(({ text, at }) => at < text.length); turn++) {
          const input = inputs[turn % 2]!;
          const before = open.get(input);
          if (before !== undefined) scanner.resume(before);
          const size = chunks[turn % chunks.length]!;
          scanner.push(Buffer.from(input.text.slice(input.at, input.at + size), 'latin1'), input.sink);
          input.at += size;
          open.set(input, scanner.suspend());
        }
        for (const input of inputs) {
          const before = open.get(input);
          if (before !== undefined) scanner.resume(before);
          scanner.end(input.sink);
          const alone = scan(input.text, [1 << 16], { maxLine }).sink;
          expect(input.sink.text).toBe(input.text);
          expect(input.sink.looked).toEqual(alone.looked);
          expect(input.sink.lines).toBe(alone.lines);
        }
      }),
      { numRuns: 1000, seed: 6 },
    );
  });

  it('can be used anew after its end', () => {
    const scanner = new LineScanner();
    const sink = new CollectingSink();
    scanner.push(Buffer.from('A_'), sink);
    scanner.end(sink);
    scanner.push(Buffer.from('B\n-1\n'), sink);
    scanner.end(sink);
    expect(sink.text).toBe('A_B\n-1\n');
    expect(sink.looked).toEqual(['-1']);
  });
});
