import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { checkKeepable, keepLine, readKeptLines } from '../../../src/input/history/kept-lines.ts';
import { HistoryError } from '../../../src/input/input-error.ts';
import { temporaryFolder } from '../../cli/program.ts';

const fresh = () => path.join(temporaryFolder(), 'history.ndjson');
const texts = (file: string) => readKeptLines(file).map(({ text }) => text);

/** Runs two processes that append to the same file at once. */
async function twoAtOnce(file: string, count: number, length: number, most: number): Promise<void> {
  const program = path.join(path.dirname(file), 'keeping.mjs');
  buildSync({
    entryPoints: [path.join(import.meta.dirname, 'keeping-process.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
  });
  const run = (letter: string) =>
    new Promise<number | null>((resolve) => {
      const args = [program, file, letter, count, length, most].map(String);
      spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }).on('close', resolve);
    });
  expect(await Promise.all([run('a'), run('b')])).toEqual([0, 0]);
}

describe('keeping lines', () => {
  it('appends them, each with its end', async () => {
    const file = fresh();
    await keepLine(file, 'one', 9);
    await keepLine(file, 'two', 9);
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
    expect(readdirSync(path.dirname(file))).toEqual(['history.ndjson']);
  });

  it('puts a line behind a half-written one on a line of its own', async () => {
    const file = fresh();
    writeFileSync(file, 'one\ntw');
    await keepLine(file, 'three', 9);
    expect(readFileSync(file, 'utf8')).toBe('one\ntw\nthree\n');
  });

  it('keeps the last so many, the mode of the file, and a link to it', async () => {
    const file = fresh();
    const link = path.join(path.dirname(file), 'link');
    writeFileSync(file, '');
    chmodSync(file, 0o640);
    symlinkSync(file, link);
    for (const line of ['1', '2', '3', '4', '5']) await keepLine(link, line, 3);
    expect(texts(file)).toEqual(['3', '4', '5']);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(path.dirname(file)).sort()).toEqual(['history.ndjson', 'link']);
  });

  it('lets no line of two processes mix or get lost', async () => {
    const file = fresh();
    await twoAtOnce(file, 60, 20_000, 1000);
    const lines = texts(file);
    expect(lines).toHaveLength(120);
    for (const letter of ['a', 'b']) {
      const own = lines.filter((line) => line.startsWith(letter));
      expect(own).toEqual(own.map((_, index) => `${letter}${index} ${letter.repeat(20_000)}`));
      expect(own).toHaveLength(60);
    }
  }, 30_000);

  it('loses none either while the file is replaced again and again', async () => {
    const file = fresh();
    await twoAtOnce(file, 60, 5, 100);
    const lines = texts(file);
    expect(lines).toHaveLength(100);
    // Only the oldest 20 are gone: of each process, its last lines are there without a gap.
    for (const letter of ['a', 'b']) {
      const numbers = lines
        .filter((line) => line.startsWith(letter))
        .map((line) => Number.parseInt(line.slice(1), 10));
      expect(numbers).toEqual(numbers.map((_, index) => 60 - numbers.length + index));
    }
  }, 30_000);

  it.each([
    ['of a process that has ended', () => `4194305 ${hostname()} 00\n`, 0],
    ['that is more than a minute old', () => '1 elsewhere 00\n', 61],
  ])('takes over a lock %s', async (_title, content, age) => {
    const file = fresh();
    writeFileSync(`${file}.lock`, content());
    const then = Date.now() / 1000 - age;
    utimesSync(`${file}.lock`, then, then);
    await keepLine(file, 'one', 9);
    expect(texts(file)).toEqual(['one']);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it.each([
    ['a missing folder', (folder: string) => path.join(folder, 'missing/history'), 'no such file'],
    ['a folder', (folder: string) => path.join(folder, 'taken'), 'not a regular file'],
  ])('says that it cannot: %s', async (_title, fileIn, reason) => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'taken'));
    const failure = await keepLine(fileIn(folder), 'x', 9).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HistoryError);
    expect((failure as Error).message).toContain(reason);
  });

  it('can tell before whether the folder is there', () => {
    expect(() => checkKeepable(fresh())).not.toThrow();
    expect(() => checkKeepable(path.join(temporaryFolder(), 'missing/history'))).toThrow(HistoryError);
  });
});

describe('reading lines', () => {
  it('gives none of a file that is missing', () => {
    expect(readKeptLines(fresh())).toEqual([]);
  });

  it('numbers them, leaves out empty ones, and says which has no end', () => {
    const file = fresh();
    writeFileSync(file, 'one\n\nthree\n');
    appendFileSync(file, 'fo');
    expect(readKeptLines(file)).toEqual([
      { number: 1, text: 'one', ended: true },
      { number: 3, text: 'three', ended: true },
      { number: 4, text: 'fo', ended: false },
    ]);
  });
});
