import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineLimit } from '../../../src/input/files/line-limit.ts';

/** Bytes cut at the given places into chunks. */
function chunksOf(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...places, bytes.length].map((end, index) => bytes.subarray(places[index - 1] ?? 0, end));
}

function shorten(limit: LineLimit, chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks.flatMap((chunk) => [...limit.shorten(chunk)])).toString('latin1');
}

const bytes = fc
  .array(fc.constantFrom('a', 'b', 'c', '\n', '\r\n', 'long enough', '\xff'), { maxLength: 30 })
  .map((pieces) => Buffer.from(pieces.join(''), 'latin1'));

it('each line keeps its first bytes and its line feed, however the input is cut', () => {
  fc.assert(
    fc.property(bytes, fc.array(fc.nat()), fc.integer({ min: 1, max: 15 }), (input, cuts, most) => {
      const limit = new LineLimit(most);
      const lines = input.toString('latin1').split('\n');
      expect(shorten(limit, chunksOf(input, cuts))).toBe(lines.map((line) => line.slice(0, most)).join('\n'));
      expect(limit.shortened).toBe(lines.filter((line) => line.length > most).length);
    }),
    { numRuns: 1000 },
  );
});

it('hands on no more than the limit of a line that never ends', () => {
  const limit = new LineLimit(1000);
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let length = 0;
  for (let index = 0; index < 100; index++) for (const piece of limit.shorten(chunk)) length += piece.length;
  expect(length).toBe(1000);
  expect(limit.shortened).toBe(1);
});

it('hands a chunk of short lines on as it is', () => {
  const chunk = Buffer.from('a\nb\nc');
  expect([...new LineLimit(100).shorten(chunk)]).toEqual([chunk]);
});
