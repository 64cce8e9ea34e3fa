import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cursor, GUARD_BYTES, MAX_HELD_BYTES } from '../../../../src/input/follow/files/cursor.ts';

test('a last line is held back until its end comes', () => {
  const cursor = new Cursor(100);
  expect(cursor.accept(Buffer.from('one\ntwo'))).toEqual({
    bytes: Buffer.from('one\n'),
    offset: 100,
    end: 'line',
  });
  expect([cursor.delivered, cursor.next, cursor.held]).toEqual([104, 107, 3]);
  expect(cursor.accept(Buffer.from(' more'))).toBeUndefined();
  expect(cursor.accept(Buffer.from('\n'))).toEqual({
    bytes: Buffer.from('two more\n'),
    offset: 104,
    end: 'line',
  });
});

test('a line that will not be completed is cut, once', () => {
  const cursor = new Cursor();
  cursor.accept(Buffer.from('half'));
  expect(cursor.cut()).toEqual({ bytes: Buffer.from('half'), offset: 0, end: 'cut' });
  expect(cursor.cut()).toBeUndefined();
});

test('a line too long to hold is handed on open, and its end cut when nothing follows', () => {
  const cursor = new Cursor();
  const piece = cursor.accept(Buffer.alloc(MAX_HELD_BYTES, 'x'));
  expect([piece?.end, piece?.bytes.length, cursor.held]).toEqual(['open', MAX_HELD_BYTES, 0]);
  expect(cursor.cut()).toEqual({ bytes: Buffer.alloc(0), offset: MAX_HELD_BYTES, end: 'cut' });
});

test('any blocks come out as the same bytes in whole lines, and the guard is what stands before the position', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[ab\n]{0,40}$/), { maxLength: 20 }), (blocks) => {
      const cursor = new Cursor();
      const pieces = blocks.flatMap((block) => cursor.accept(Buffer.from(block)) ?? []);
      const all = blocks.join('');
      for (const { bytes, end } of pieces) expect([end, bytes.at(-1)]).toEqual(['line', 10]);
      expect(cursor.guard.toString()).toBe(all.slice(-GUARD_BYTES));
      expect(cursor.clone().guard).toEqual(cursor.guard);
      const last = cursor.cut();
      const out = [...pieces, ...(last ? [last] : [])];
      expect(Buffer.concat(out.map(({ bytes }) => bytes)).toString()).toBe(all);
      expect(cursor.delivered).toBe(all.length);
    }),
  );
});
