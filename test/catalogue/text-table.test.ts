import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextTable } from '../../src/catalogue/text-table.ts';

test('a piece of a line is looked up as a map would look it up', () => {
  const texts = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '_') }));
  fc.assert(
    fc.property(texts, fc.string({ unit: fc.constantFrom('a', 'b', '_', ' ') }), (known, line) => {
      const table = new TextTable<string>(4);
      for (const text of known) table.add(text, text);
      expect(table.size).toBe(known.length);
      const map = new Map(known.map((text) => [text, text]));
      for (let start = 0; start <= line.length; start++) {
        for (let end = start; end <= line.length; end++)
          expect(table.get(line, start, end)).toBe(map.get(line.slice(start, end)));
      }
      table.clear();
      expect(table.size).toBe(0);
      for (const text of known) expect(table.get(text, 0, text.length)).toBeUndefined();
    }),
  );
});
