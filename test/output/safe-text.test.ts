import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeLog, safeText, type Target } from '../../src/render/text/safe-text.ts';

/** What acts on its surroundings wherever it is shown; line ends, tabs and colours have their own rules. */
const acting = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\x1b[2J',
        '\x1bc',
        '\x1b]0;t\x07',
        '\x1b[31m',
        '\u202E',
        '\x9b',
        '\r',
        '\n',
        '\t',
        '\ud800',
        '\ufeff',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('text from outside', () => {
  it.each<Target>(['line', 'html', 'json'])('has nothing that acts in it: %s', (target) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const given = target === 'json' ? JSON.stringify(text) : text;
        expect(safeText(given, target)).not.toMatch(acting);
      }),
    );
  });

  it('has nothing but colours in it that acts on a terminal', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const plain = safeText(text, 'terminal').replaceAll(/\x1b\[[0-9;:]*m/g, '');
        expect(plain.replaceAll('\r\n', '\n')).not.toMatch(acting);
      }),
    );
  });

  it('stays one line where it is to be one', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(safeText(text, 'line')).not.toMatch(/[\n\r\t\u2028\u2029]/);
      }),
    );
  });

  it('means the same in JSON', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(JSON.parse(safeText(JSON.stringify(text), 'json'))).toBe(text);
      }),
    );
  });

  it('stays as it is where there is nothing to fear', () => {
    for (const text of ['client.cpp:380] 内存分配 naïve 🥮', ''])
      for (const target of ['terminal', 'line', 'html', 'json'] as const)
        expect(safeText(text, target)).toBe(text);
  });

  it('is seen', () => {
    expect(safeText('k\x1bcEVIL\n\u202Ex', 'line')).toBe('k␛cEVIL␊\\u{202E}x');
    expect(safeLog('a\x1b\x9b')).toBe('a␛\\x9B');
  });
});
