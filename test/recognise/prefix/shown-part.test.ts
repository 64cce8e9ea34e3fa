import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownBytes, shownPart } from '../../../src/recognise/prefix/terminal-text.ts';

it.each([
  ['of progress bars the last', '10%|# |\r20%|##|\rE0730 ...', 'E0730 ...'],
  ['of each line', 'a\rb\nc\r\nd\re\r\n', 'b\nc\r\ne\r\n'],
  ['what carriage returns at the end do not overwrite', 'a\rb\r\r\nc\r', 'b\r\r\nc\r'],
  ['lines without any', 'a\nb', 'a\nb'],
  ['nothing of nothing', '\r\r\n\r', '\r\r\n\r'],
])('a terminal shows %s', (_, lines, shown) => {
  expect(shownPart(lines)).toBe(shown);
  expect(shownBytes(Buffer.from(lines)).toString()).toBe(shown);
});

it('leaves all other bytes as they are, and hands back what needs no change', () => {
  const lines = Buffer.from('E0730 内存\r\nnext\n');
  expect(shownBytes(lines)).toBe(lines);
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(shownBytes(Buffer.from(bytes)).toString('latin1')).toBe(
        shownPart(Buffer.from(bytes).toString('latin1')),
      );
    }),
    { seed: 20261129 },
  );
});
