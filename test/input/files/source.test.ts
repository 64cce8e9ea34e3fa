import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { closeSource, openSource, type Source, streamSource } from '../../../src/input/files/source.ts';
import { asInputError, InputError } from '../../../src/input/input-error.ts';
import { zstdOf } from '../compression/zstd-frames.ts';
import { temporaryDirectory } from '../follow/harness.ts';

async function contentOf(source: Source): Promise<string> {
  if (source.kind === 'file') {
    const buffer = Buffer.alloc(source.size);
    readSync(source.fd, buffer, 0, source.size, 0);
    closeSource(source);
    return buffer.toString();
  }
  let text = '';
  for await (const block of source.readable) text += String(block);
  return text;
}

function file(name: string, content: string | Buffer): string {
  const path = join(temporaryDirectory(), name);
  writeFileSync(path, content);
  return path;
}

describe('what can be read', () => {
  test('a plain file is left to a reader of its own', async () => {
    const source = await openSource(file('plain.log', 'a\nb\n'));
    expect(source.kind).toBe('file');
    expect(await contentOf(source)).toBe('a\nb\n');
  });

  test.each([
    ['gzip', gzipSync('a\nb\n')],
    ['zstd', zstdOf(Buffer.from('a\nb\n'))],
  ])('%s, whatever its name', async (format, bytes) => {
    const source = await openSource(file('store.log', bytes));
    expect(source).toMatchObject({ kind: 'stream', format });
    expect(await contentOf(source)).toBe('a\nb\n');
  });

  test.each([
    ['text', Buffer.from('a\nb\n')],
    ['nothing', Buffer.alloc(0)],
    ['gzip', gzipSync('a\nb\n')],
    ['zstd', zstdOf(Buffer.from('a\nb\n'))],
  ])('a stream with %s that has ended before it is known how it is read', async (kind, bytes) => {
    const raw = new Readable({ read() {} });
    raw.push(bytes);
    raw.push(null);
    // It ends with its last byte; a busy event loop is what makes that happen elsewhere.
    Object.defineProperty(raw, 'readableEnded', { get: () => raw.readableLength === 0 });
    expect(await contentOf(await streamSource(raw, '-'))).toBe(kind === 'nothing' ? '' : 'a\nb\n');
  });

  test.each([
    ['text', Buffer.from('a\nb\n')],
    ['one byte', Buffer.from('a')],
    ['nothing', Buffer.alloc(0)],
    ['the first byte of gzip alone', Buffer.from([0x1f])],
    ['gzip', gzipSync('a\nb\n')],
  ])('a FIFO with %s', async (kind, bytes) => {
    const fifo = join(temporaryDirectory(), 'fifo');
    execFileSync('mkfifo', [fifo]);
    const writer = spawn('sh', ['-c', `cat > '${fifo}'`], { stdio: ['pipe', 'ignore', 'ignore'] });
    writer.stdin.end(bytes);
    const source = await openSource(fifo);
    expect(await contentOf(source)).toBe(kind === 'gzip' ? 'a\nb\n' : bytes.toString());
  });

  test('the first line of a FIFO comes before its writer says more', async () => {
    const fifo = join(temporaryDirectory(), 'fifo');
    execFileSync('mkfifo', [fifo]);
    const writer = spawn('sh', ['-c', `cat > '${fifo}'`], { stdio: ['pipe', 'ignore', 'ignore'] });
    writer.stdin.write('a\n');
    const source = await openSource(fifo);
    if (source.kind !== 'stream') throw new Error('a FIFO is a stream');
    const blocks = source.readable[Symbol.asyncIterator]();
    expect(String((await blocks.next()).value)).toBe('a\n');
    writer.stdin.end('b\n');
    expect(String((await blocks.next()).value)).toBe('b\n');
    expect((await blocks.next()).done).toBe(true);
  });

  test('a FIFO is closed once: a file opened after it stays open', async () => {
    const folder = temporaryDirectory();
    const [fifo, waiting] = [join(folder, 'fifo'), join(folder, 'waiting')];
    execFileSync('mkfifo', [fifo, waiting]);
    const writer = spawn('sh', ['-c', `cat > '${fifo}'`], { stdio: ['pipe', 'ignore', 'ignore'] });
    writer.stdin.end('a\n');
    const source = await openSource(fifo);
    if (source.kind !== 'stream') throw new Error('a FIFO is a stream');
    // Whatever the thread pool gets to do now waits, a second close too, until somebody writes.
    const openings = Array.from({ length: 16 }, () => open(waiting, 'r'));
    const closed = once(source.readable, 'close');
    await contentOf(source);
    await closed;
    // The system gives the number that is free again to the next file.
    const fd = openSync(file('plain.log', 'a\n'), 'r');
    onTestFinished(() => closeSync(fd));
    const release = openSync(waiting, 'r+');
    for (const handle of await Promise.all(openings)) await handle.close();
    closeSync(release);
    expect(fstatSync(fd).size).toBe(2);
  });

  test('/dev/fd/N', async () => {
    const fd = openSync(file('plain.log', 'a\n'), 'r');
    onTestFinished(() => closeSync(fd));
    expect(await contentOf(await openSource(`/dev/fd/${fd}`))).toBe('a\n');
  });

  test('a character device', async () => {
    const source = await openSource('/dev/null');
    expect(source.kind).toBe('stream');
    expect(await contentOf(source)).toBe('');
  });
});

describe('what cannot be read', () => {
  const fault = async (path: string) => {
    const error = await openSource(path).catch((caught: unknown) => caught);
    if (!(error instanceof InputError)) throw new Error('no InputError');
    return error;
  };

  test('a missing file', async () => {
    const error = await fault('/nowhere/store.log');
    expect(error.code).toBe('missing');
    expect(error.message).toBe('/nowhere/store.log: no such file (check the name and the directory)');
  });

  test('a directory', async () => {
    const path = join(temporaryDirectory(), 'logs');
    mkdirSync(path);
    expect(await fault(path)).toMatchObject({ code: 'directory', path });
  });

  test('a socket', async () => {
    const path = join(temporaryDirectory(), 'socket');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => void server.close());
    expect((await fault(path)).code).toBe('unsupported');
  });

  test('a truncated archive, after what could be read', async () => {
    const source = await openSource(file('a.gz', gzipSync('a\nb\n').subarray(0, -4)));
    if (source.kind !== 'stream') throw new Error('an archive is a stream');
    let text = '';
    await expect(async () => {
      for await (const block of source.readable) text += String(block);
    }).rejects.toMatchObject({ code: 'truncated' });
    expect(text).toBe('a\nb\n');
  });

  test.each([
    ['EACCES', 'unreadable'],
    ['EPERM', 'unreadable'],
    ['ENOTDIR', 'missing'],
    ['ELOOP', 'unreadable'],
    ['EISDIR', 'directory'],
    ['EIO', 'failed'],
  ])('the system says %s', (code, expected) => {
    const error = asInputError(Object.assign(new Error(code), { code }), 'store.log');
    expect([error.code, error.message.startsWith('store.log: ')]).toEqual([expected, true]);
  });
});
