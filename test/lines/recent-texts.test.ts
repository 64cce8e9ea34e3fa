import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecentTexts } from '../../src/lines/recent-texts.ts';

describe('texts that come again', () => {
  it('are what stands there, whatever stood there before', () => {
    const name = fc.constantFrom('', 'a', 'ab', 'node-1', 'node-2', 'node-12', 'xode-1', 'm\xfcnchen');
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 60 }), (names) => {
        const texts = new RecentTexts();
        for (const one of names) {
          const buffer = Buffer.from(`<${one}>`, 'latin1');
          expect(texts.of(buffer, 1, buffer.length - 1)).toBe(one);
        }
      }),
      { seed: 20261130, numRuns: 300 },
    );
  });
});
