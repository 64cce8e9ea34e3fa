import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { terminalSafe } from '../../src/render/text/safe-text.ts';

const show = (text: string | Buffer, colours = true) =>
  terminalSafe(Buffer.isBuffer(text) ? text : Buffer.from(text), { colours }).toString('latin1');
const utf8 = (text: string) => Buffer.from(text).toString('latin1');

describe('what log lines could do to a terminal is shown instead', () => {
  test.each([
    ['clipboard (OSC 52)', '\x1b]52;c;cm0gLXJmIC8=\x07\n', '␛]52;c;cm0gLXJmIC8=␇\n'],
    ['title', '\x1b]0;owned\x1b\\\n', '␛]0;owned␛\\\n'],
    ['hyperlink', '\x1b]8;;http://x\x1b\\y\n', '␛]8;;http://x␛\\y\n'],
    ['cursor', 'a\x1b[2J\x1b[1;1Hb\n', 'a␛[2J␛[1;1Hb\n'],
    ['carriage return that overwrites', 'ERROR\rfine \n', 'ERROR␍fine \n'],
    ['backspace, bell, delete, null', '\b\x07\x7f\0\n', '␈␇␡␀\n'],
    ['vertical tab and form feed', 'a\vb\fc\n', 'a␋b␌c\n'],
    ['C1 control in UTF-8', 'a\u009b2Jb\u0085\n', 'a\\u{9B}2Jb\\u{85}\n'],
    [
      'bidirectional override',
      'a\u202eb\u2066c\u2069\u200f\u061c\n',
      'a\\u{202E}b\\u{2066}c\\u{2069}\\u{200F}\\u{61C}\n',
    ],
    ['concealed text', '\x1b[0;8mhidden\n', '␛[0;8mhidden\n'],
    ['truncated escape', 'a\x1b', 'a␛'],
  ])('%s', (_, text, shown) => {
    expect(show(text)).toBe(utf8(shown));
  });

  test('C1 control as a byte outside UTF-8', () => {
    expect(show(Buffer.from([0x61, 0x9b, 0x32, 0x4a, 0xff, 0x0a]))).toBe('a\\x9B2J\xff\n');
  });
});

describe('what is harmless stays', () => {
  test.each([
    ['text with tabs and CRLF', 'a\tb\r\nc\n'],
    ['text in other scripts', 'grün 漢字 🚀 عربى\n'],
    ['a colour that is reset', '\x1b[31mred\x1b[0m plain\n'],
    ['an indexed colour 8', '\x1b[38;5;8mgrey\x1b[m\n'],
  ])('%s', (_, text) => {
    expect(show(text)).toBe(utf8(text));
  });

  test('a buffer without anything special is returned itself', () => {
    const lines = Buffer.from('E0730 plain\n\tmore\n');
    expect(terminalSafe(lines)).toBe(lines);
  });
});

test('a colour ends with its line', () => {
  expect(show('\x1b[31mred\nplain\n\x1b[1;32mgreen\r\n\x1b[4mlast')).toBe(
    '\x1b[31mred\x1b[0m\nplain\n\x1b[1;32mgreen\x1b[0m\r\n\x1b[4mlast\x1b[0m',
  );
});

test('colours are shown as well when they may not pass', () => {
  expect(show('\x1b[31mred\n', false)).toBe(utf8('␛[31mred\n'));
});

test('nothing that a terminal obeys is left of any bytes whatever, and the line ends stay', () => {
  const nasty = fc.constantFrom(
    '\x1b',
    '\x1b[',
    '31m',
    '\u009b',
    '\u202e',
    '\r',
    '\n',
    '\r\n',
    '\x9b',
    ';',
    'm',
    '8',
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)),
    fc.array(nasty, { maxLength: 30 }).map((parts) => Buffer.from(parts.join(''))),
    fc.array(nasty, { maxLength: 30 }).map((parts) => Buffer.from(parts.join(''), 'latin1')),
  );
  fc.assert(
    fc.property(bytes, (input) => {
      const output = terminalSafe(input);
      const text = output.toString('latin1').replace(/\x1b\[[0-9;:]*m/g, '');
      expect(text).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)/);
      expect(output.toString('utf8').replace(/\x1b\[[0-9;:]*m/g, '')).not.toMatch(
        /[\u0080-\u009f\u202a-\u202e\u2066-\u2069]/,
      );
      expect(text.split('\n').length).toBe(input.toString('latin1').split('\n').length);
      // Shown once, it is harmless text: showing it again changes nothing.
      expect(terminalSafe(output).equals(output)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
