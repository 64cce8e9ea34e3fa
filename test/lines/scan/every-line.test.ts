import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EveryLineScanner } from '../../../src/lines/scan/every-line.ts';
import type { LineEnd, SegmentSink } from '../../../src/lines/scan/segment-sink.ts';
import { anyWindows } from '../../../src/recognise/candidate.ts';

/** Notes each line that was handed on: its looked-at part, its rest, its end. */
class Notes implements SegmentSink {
  readonly lines: { text: string; rest: string; end: LineEnd }[] = [];
  #long: { text: string; rest: string } | undefined;

  quiet(buffer: Buffer, start: number, end: number, lines: number): void {
    expect(lines).toBe(0);
    this.#long!.rest += buffer.toString('latin1', start, end);
  }

  candidate(buffer: Buffer, start: number, end: number, lineEnd: LineEnd, windows: number): void {
    expect(windows).toBe(anyWindows);
    expect(this.#long).toBeUndefined();
    this.lines.push({ text: buffer.toString('latin1', start, end), rest: '', end: lineEnd });
  }

  longCandidate(buffer: Buffer, start: number, end: number, windows: number): void {
    expect(windows).toBe(anyWindows);
    expect(this.#long).toBeUndefined();
    this.#long = { text: buffer.toString('latin1', start, end), rest: '' };
  }

  longCandidateEnd(lineEnd: LineEnd): void {
    this.lines.push({ ...this.#long!, end: lineEnd });
    this.#long = undefined;
  }
}

const bytes = fc
  .array(fc.constantFrom('a', 'bc', '\n', '\n', '\r\n', '\r', '\0', '\xff', 'a long piece'), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(''));

it('hands on every line with its end, long ones in two parts, however the input is cut', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.array(fc.integer({ min: 1, max: 9 })),
      fc.integer({ min: 1, max: 14 }),
      (text, sizes, longest) => {
        const scanner = new EveryLineScanner(longest);
        const notes = new Notes();
        const input = Buffer.from(text, 'latin1');
        // The same memory again and again, as a reader that fills one buffer does.
        const buffer = Buffer.alloc(Math.max(input.length, 1));
        for (let at = 0, turn = 0; at < input.length; turn++) {
          const size = Math.min(
            sizes.length === 0 ? input.length : sizes[turn % sizes.length]!,
            input.length - at,
          );
          input.copy(buffer, 0, at, at + size);
          scanner.push(buffer.subarray(0, size), notes);
          buffer.fill('?');
          at += size;
        }
        scanner.end(notes);

        const expected = [...text.matchAll(/([^\n]*?)(\r?\n|$)/g)]
          .map(([, line, end]) => ({ line: line!, end: end as LineEnd }))
          .filter(({ line, end }) => line !== '' || end !== '')
          .map(({ line, end }) => ({ text: line.slice(0, longest), rest: line.slice(longest), end }));
        expect(notes.lines).toEqual(expected);
        expect(scanner.longLines).toBe(expected.filter(({ rest }) => rest !== '').length);
      },
    ),
    { numRuns: 2000 },
  );
});

it('keeps little of a line that never ends', () => {
  const scanner = new EveryLineScanner(1000);
  let passed = 0;
  const count = (_buffer: Buffer, start: number, end: number): void => {
    passed += end - start;
  };
  const sink: SegmentSink = { quiet: count, candidate: count, longCandidate: count, longCandidateEnd() {} };
  const chunk = Buffer.alloc(64 * 1024, 'x');
  for (let turn = 1; turn <= 100; turn++) {
    scanner.push(chunk, sink);
    // What was not handed on yet is what is kept.
    expect(turn * chunk.length - passed).toBeLessThanOrEqual(1001);
  }
});
