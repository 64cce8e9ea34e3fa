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

it('logs that only begin at one moment are none, nor what holds as many lines, whole seconds or no bytes any more', async () => {
  expect(await found({ 'a.log': lines(9), 'b.log': lines(8, 250, 'all is well') })).toEqual([]);
  expect(await found({ 'a.log': lines(9, 0), 'b.log': lines(8, 0) }, 0)).toEqual([]);
  const [one, other] = inputs({ 'a.log': lines(9), 'b.log': lines(9) });
  expect(await partialCopies([one!, { ...other!, lines: one!.lines }])).toEqual([]);
  rmSync(other!.name);
  expect(await partialCopies([one!, other!])).toEqual([]);
});
