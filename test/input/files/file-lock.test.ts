import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FileLock } from '../../../src/input/files/file-lock.ts';

function lockPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'lock');
}

function old(path: string): void {
  const then = new Date(Date.now() - 120_000);
  utimesSync(path, then, then);
}

it('is had by one at a time, who is named', () => {
  const path = lockPath();
  const first = FileLock.take(path, false);
  expect(first).toBeInstanceOf(FileLock);
  expect(FileLock.take(path, false)).toEqual({ pid: process.pid, host: hostname() });
  (first as FileLock).release();
  expect(existsSync(path)).toBe(false);
  expect(FileLock.take(path, false)).toBeInstanceOf(FileLock);
});

it.each([
  ['a process that has ended', `${2 ** 22 + 1} ${hostname()} 5 00\n`, 0, true],
  ['an earlier process of the same number', `${process.pid} ${hostname()} 5 00\n`, 0, true],
  ['a process of another host', '1 elsewhere 5 00\n', 0, false],
  ['a host that is gone', '1 elsewhere 5 00\n', 120_000, true],
  ['nobody, as its file is empty', '', 120_000, true],
])('held by %s', (_, content, age, isFree) => {
  const path = lockPath();
  writeFileSync(path, content);
  if (age > 0) old(path);
  expect(FileLock.take(path, false) instanceof FileLock).toBe(isFree);
});

it('is not lost by a process that stood still, unless it may hang', () => {
  const path = lockPath();
  const lock = FileLock.take(path, false) as FileLock;
  old(path);
  expect(FileLock.take(path, false)).not.toBeInstanceOf(FileLock);
  expect(lock.isHeld).toBe(true);
  const other = FileLock.take(path, true) as FileLock;
  expect(other).toBeInstanceOf(FileLock);
  expect(lock.isHeld).toBe(false);
  lock.release();
  expect(readFileSync(path, 'utf8')).not.toBe('');
});
