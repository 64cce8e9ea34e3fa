import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineReader } from '../../src/recognise/line-reader.ts';
import { NumberContexts } from '../../src/recognise/number-context.ts';

/** The rule in one pattern, an order of magnitude slower than reading backwards by hand. */
const keyword =
  /(?:^|[^A-Za-z0-9_])(?:([A-Za-z0-9]+)_)?(?:error|err|rc|ret|code|status|result|res|errcode|errorcode|retcode|retval|return value|returned)(?:_code|_value)?["']?(?:\s?[:=]\s?["']?|\s(?:is:?\s)?)$/i;

const pieces = fc.constantFrom(
  ...[
    'error',
    'Err',
    'rc',
    'RET',
    'code',
    'result',
    'returned',
    'return',
    'value',
    '_code',
    '_value',
    '_',
    'my',
  ],
  ...['exit', 'is', ' ', ' ', '\t', '\xa0', ':', '=', '"', "'", ',', 'x', '7'],
);

test('a word counts as a keyword exactly where the pattern says so', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 9 }), fc.nat(20), (parts, cut) => {
      const before = parts.join('');
      const from = Math.min(cut, before.length);
      const match = keyword.exec(before.slice(Math.max(from, before.length - 64)));
      const lines = new LineReader();
      const contexts = new NumberContexts(lines);
      const line = lines.within(`${before}-800`);
      const expected = match !== null && match[1]?.toLowerCase() !== 'exit';
      // Asked twice, since the second answer comes from what was remembered.
      for (let time = 0; time < 2; time++)
        expect(contexts.of(line, from, before.length, true) === 'keyword').toBe(expected);
    }),
    { numRuns: 5000 },
  );
});
