import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { LineShapes, type ShapedSink } from '../../src/lines/line-shapes.ts';
import { LineScanner } from '../../src/lines/scan/line-scanner.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';

const { shapeRules } = new Recogniser(builtInCatalogue());

/** Looks every line up, handed on or apart from those, and notes what was kept of its shape. */
function lookUp(lines: readonly string[], apart: readonly boolean[], most: number) {
  const scanner = new LineScanner({ everyLine: true });
  const described = { handedOn: [] as string[], apart: [] as string[] };
  const shapes = new LineShapes(
    scanner,
    shapeRules,
    (text) => {
      described.handedOn.push(text);
      return `a ${text}`;
    },
    most,
  );
  const lookApart = shapes.apart((text) => {
    described.apart.push(text);
    return `b ${text}`;
  });
  const found: string[] = [];
  const other: string[] = [];
  let index = 0;
  const sink: ShapedSink<string> = {
    skipped: () => {},
    line: (line) => {
      found.push(line.column);
      const { buffer, start, end } = line;
      if (apart[index++]) other.push(lookApart({ buffer, start, end, lineEnd: '' }).column);
    },
    longLine: () => {},
    longLineEnd: () => {},
  };
  const into = shapes.into(sink);
  for (const line of lines) scanner.push(Buffer.from(`${line}\n`, 'latin1'), into);
  scanner.end(into);
  return { found, other, described };
}

describe('shapes of lines', () => {
  it('keep for each line what was made of its own shape, however few are kept, handed on or looked up apart', () => {
    const word = fc.constantFrom('put', 'get', 'evict', 'mount', 'ping', 'drain');
    const line = fc.tuple(word, word, fc.nat(999_999)).map(([a, b, n]) => `${a} ${b} took ${n + 100_000} us`);
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 60 }),
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (lines, apart, most) => {
          const { found, other } = lookUp(lines, apart, most);
          const texts = lines.map((text) => text.replace(/\d+/, '7'));
          expect(found).toEqual(texts.map((text) => `a ${text}`));
          expect(other).toEqual(texts.filter((_, index) => apart[index]).map((text) => `b ${text}`));
        },
      ),
      { seed: 11, numRuns: 200 },
    );
  });

  it('are described once each, and once more where something else is kept of them', () => {
    const lines = Array.from({ length: 100 }, (_, n) => `slice ${100_000 + n} of ${n % 2 ? 'a' : 'the'} key`);
    const { described } = lookUp(
      lines,
      [...lines.keys()].map((n) => n > 50),
      100,
    );
    expect(described.handedOn).toHaveLength(2);
    expect(described.apart).toHaveLength(2);
  });
});
