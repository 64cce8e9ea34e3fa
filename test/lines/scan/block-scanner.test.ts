import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockScanner, type BlockScannerOptions } from '../../../src/lines/scan/index.ts';
import { isCandidate, windowBits, windowsOf } from '../../../src/recognise/candidate.ts';
import { corpus } from '../../bench/corpus.ts';
import { CollectingSink } from './collecting-sink.ts';
import { linesOf, logText } from './log-bytes.ts';

/** Scans a text in chunks of the given sizes, taken in turn. */
function scan(text: string, sizes: readonly number[], options?: BlockScannerOptions) {
  const scanner = new BlockScanner(options);
  const sink = new CollectingSink();
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    scanner.push(bytes.subarray(at, at + size), sink);
    at += size;
  }
  scanner.end(sink);
  return { sink, counts: scanner.counts };
}

/** What any scanner must find, said with plain strings. */
function expected(text: string, maxLine = 1 << 20) {
  const lines = linesOf(text);
  const candidates = lines.filter(({ line }) => isCandidate(line.slice(0, maxLine)));
  return {
    candidates: candidates.map(({ line }) => line.slice(0, maxLine)),
    windows: candidates.map(({ line }) => windowsOf(line.slice(0, maxLine))),
    ends: candidates.map(({ end }) => end),
    counts: {
      bytes: text.length,
      lines: lines.length,
      candidates: candidates.length,
      longLines: lines.filter(({ line }) => line.length > maxLine).length,
    },
  };
}

const sizes = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
  fc.constant([1 << 16]),
);

describe('block scanner', () => {
  it('hands on every byte, and as candidates the lines of the rule, for any bytes and chunks', () => {
    fc.assert(
      fc.property(logText, sizes, (text, chunks) => {
        const { sink, counts } = scan(text, chunks, { maxLine: 65536 });
        const wanted = expected(text);
        expect(sink.text).toBe(text);
        expect(sink.candidates).toEqual(wanted.candidates);
        expect(sink.windows).toEqual(wanted.windows);
        expect(sink.ends).toEqual(wanted.ends);
        expect(sink.lines).toBe(wanted.counts.lines);
        expect(counts).toEqual(wanted.counts);
      }),
      { numRuns: 1500 },
    );
  });

  it('recognises the first part of a line longer than the limit, whatever the chunks', () => {
    fc.assert(
      fc.property(logText, sizes, fc.integer({ min: 1, max: 60 }), (text, chunks, maxLine) => {
        const { sink, counts } = scan(text, chunks, { maxLine });
        const wanted = expected(text, maxLine);
        expect(sink.text).toBe(text);
        expect(sink.candidates).toEqual(wanted.candidates);
        expect(sink.windows).toEqual(wanted.windows);
        expect(sink.ends).toEqual(wanted.ends);
        expect(sink.lines).toBe(wanted.counts.lines);
        expect(counts).toEqual(wanted.counts);
      }),
      { numRuns: 1500 },
    );
  });

  it('finds a window at every place of a vector, of a round and beside their borders', () => {
    for (const window of ['A_B', ' -1', ' E07', 'or=a', 'rn=a', 'son=a', 'or: ', 'a:B']) {
      for (let place = 0; place < 200; place++) {
        const line = `${'.'.repeat(place)}${window}${'.'.repeat(40)}`;
        const { sink, counts } = scan(`quiet\n${line}\nquiet\n`, [1 << 16]);
        expect(sink.candidates, `${window} at ${place}`).toEqual([line]);
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
    expect(sink.candidates).toEqual(candidates);
    expect(sink.text).toBe(text);
  });

  it('says which windows occur in the lines of a log, whatever the chunks', () => {
    const text = [...corpus({ size: 1 << 20, share: 0.2 })].join('');
    const wanted = expected(text);
    for (const size of [777, 1 << 16, text.length]) {
      const { sink } = scan(text, [size]);
      expect(sink.candidates).toEqual(wanted.candidates);
      expect(sink.windows).toEqual(wanted.windows);
    }
  });

  it('says that both of two windows occur in a line, however far apart they are', () => {
    const texts = ['\x1b[', 'A_B', ' -1', ' E07', 'or=a', 'rn=a', 'son=a', 'ts key', 'or: ', 'a:B'];
    const neighbour = texts.join(' ');
    for (const first of texts) {
      for (const second of texts) {
        for (let between = 0; between < 40; between++) {
          const line = `......${first}${'.'.repeat(between)}${second}`;
          const { sink } = scan(`${neighbour}\n${line}\n${neighbour}\n`, [1 << 16]);
          expect(sink.windows[1], line).toBe(windowsOf(line));
        }
      }
    }
  });

  it('goes on when more lines are candidates than one call of the kernel can report', () => {
    const line = `RPC_FAIL ${'.'.repeat(70)} -1`;
    const text = `${line}\nx\n`.repeat(5000);
    const { sink, counts } = scan(text, [1 << 19]);
    expect(sink.text).toBe(text);
    expect(new Set(sink.windows)).toEqual(new Set([windowBits('name') | windowBits('number')]));
    expect(counts).toEqual({ bytes: text.length, lines: 10000, candidates: 5000, longLines: 0 });
  });

  it('counts the lines of blocks that hold nothing else', () => {
    const text = '\n'.repeat(1 << 20);
    const { counts } = scan(text, [1 << 18]);
    expect(counts.lines).toBe(1 << 20);
  });

  it('streams a line of many times its memory', () => {
    const scanner = new BlockScanner({ maxLine: 1 << 16 });
    const memory = scanner.buffer.length;
    let bytes = 0;
    const ends: string[] = [];
    const sink = {
      quiet: (_: Buffer, start: number, end: number) => {
        bytes += end - start;
      },
      candidate: () => {
        throw new Error('the line is too long for one piece');
      },
      longCandidate: (_: Buffer, start: number, end: number) => {
        bytes += end - start;
      },
      longCandidateEnd: (lineEnd: string) => ends.push(lineEnd),
    };
    const chunk = Buffer.alloc(1 << 20, 'RPC_FAIL ');
    for (let count = 0; count < 256; count++) scanner.push(chunk, sink);
    scanner.push(Buffer.from('\r\n'), sink);
    scanner.end(sink);
    expect(bytes).toBe(256 << 20);
    expect(ends).toEqual(['\r\n']);
    expect(scanner.counts).toEqual({ bytes: (256 << 20) + 2, lines: 1, candidates: 1, longLines: 1 });
    expect(scanner.buffer.length).toBe(memory);
  });

  it('can be used anew after its end', () => {
    const scanner = new BlockScanner();
    const sink = new CollectingSink();
    scanner.push(Buffer.from('A_'), sink);
    scanner.end(sink);
    scanner.push(Buffer.from('B\n-1\n'), sink);
    scanner.end(sink);
    expect(sink.text).toBe('A_B\n-1\n');
    expect(sink.candidates).toEqual(['-1']);
  });
});
