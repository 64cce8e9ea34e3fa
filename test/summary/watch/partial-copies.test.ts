import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { partialCopies } from '../../../src/summary/watch/partial-copies.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'copies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (count: number, milli = 250, what = 'failed'): string =>
  Array.from(
    { length: count },
    (_, index) => `E20260730 02:00:${String(index % 60).padStart(2, '0')}.${milli}000 1 a.cpp:1] ${what}\n`,
  ).join('');

/** Writes files, and says what was read of them. */
function inputs(texts: Readonly<Record<string, string | Uint8Array>>, milli = 250) {
  return Object.entries(texts).map(([name, text], index) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const first = Date.UTC(2026, 6, 30, 2) + milli;
    return {
      name: file,
      lines: 1000 - index,
      bytes: text.length,
      found: 9,
      unstamped: 0,
      first,
      last: first + 9,
    };
  });
}

const found = async (...args: Parameters<typeof inputs>) =>
  (await partialCopies(inputs(...args))).map(({ name, of }) => [path.basename(name), path.basename(of)]);

it('an input that is the beginning of another one is a copy of it, compressed or broken off', async () => {
  const packed = gzipSync(lines(900));
  const texts = {
    'a.log': lines(1000),
    'a.log.1': lines(20),
    'a.log.gz': packed.subarray(0, packed.length - 12),
    'b.log': lines(500, 250, 'other'),
  };
  expect(await found(texts)).toEqual([
    ['a.log.1', 'a.log'],
    ['a.log.gz', 'a.log'],
  ]);
});

it('where a clock has whole seconds, only what is the same to its end is a copy, and only if it is long enough for that to be no chance', async () => {
  const packed = gzipSync(lines(900, 0));
  const texts = {
    'c.log': lines(1000, 0),
    'c.log.1': lines(200, 0),
    'c.log.gz': packed.subarray(0, packed.length - 12),
    'c.short': lines(20, 0),
    'd.log': lines(150, 0) + lines(40, 0, 'other'),
  };
  const sized = inputs(texts, 0).map((input) =>
    input.name.endsWith('.gz') ? { ...input, bytes: lines(850, 0).length } : input,
  );
  const copies = await partialCopies(sized);
  expect(copies.map(({ name, of }) => [path.basename(name), path.basename(of)])).toEqual([
    ['c.log.1', 'c.log'],
    ['c.log.gz', 'c.log'],
  ]);
});

it('logs that only begin at one moment are none, nor what holds as many lines, or no bytes any more', async () => {
  expect(await found({ 'a.log': lines(9), 'b.log': lines(8, 250, 'all is well') })).toEqual([]);
  const [one, other] = inputs({ 'a.log': lines(9), 'b.log': lines(9) });
  expect(await partialCopies([one!, { ...other!, lines: one!.lines }])).toEqual([]);
  rmSync(other!.name);
  expect(await partialCopies([one!, other!])).toEqual([]);
});
