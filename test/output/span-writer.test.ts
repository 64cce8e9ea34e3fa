import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { SpanWriter } from '../../src/output/span-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'span-writer-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pieces = fc.array(
  fc.oneof(
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constant('flush' as const),
  ),
  { maxLength: 30 },
);

function putAll(writer: SpanWriter, parts: readonly (Buffer | string)[]): Buffer {
  for (const part of parts) {
    if (part === 'flush') writer.flush();
    else if (typeof part === 'string') writer.putText(part);
    else writer.put(Buffer.concat([Buffer.from('<'), part, Buffer.from('>')]), 1, part.length + 1);
  }
  return Buffer.concat(parts.filter((part) => part !== 'flush').map((part) => Buffer.from(part)));
}

/** A stream that takes one write at a time, when told to. */
class SlowStream extends Writable {
  readonly written: Buffer[] = [];
  #go: (() => void) | undefined;

  constructor() {
    super({ highWaterMark: 10 });
  }

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.written.push(chunk);
    this.#go = done;
  }

  go(): void {
    this.#go?.();
  }
}

describe('span writer', () => {
  it('writes all pieces in order to a descriptor, whatever the size of its buffer', async () => {
    const path = join(folder, 'out');
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 1, max: 64 }), async (parts, size) => {
        const file = openSync(path, 'w');
        const writer = new SpanWriter(file, size);
        const wanted = putAll(writer, parts);
        await writer.finish();
        closeSync(file);
        expect(readFileSync(path)).toEqual(wanted);
        expect(writer.bytes).toBe(wanted.length);
      }),
      { numRuns: 200 },
    );
  });

  it('writes all pieces in order to a stream, whose bytes may change afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 1, max: 64 }), async (parts, size) => {
        const written: Buffer[] = [];
        const stream = new Writable({
          write: (chunk: Buffer, _, done) => {
            setImmediate(() => {
              written.push(chunk);
              done();
            });
          },
        });
        const writer = new SpanWriter(stream, size);
        const wanted = putAll(writer, parts);
        await writer.finish();
        expect(Buffer.concat(written)).toEqual(wanted);
      }),
      { numRuns: 100 },
    );
  });

  it('collects small pieces and writes them at once', async () => {
    const stream = new SlowStream();
    const writer = new SpanWriter(stream, 1000);
    for (let piece = 0; piece < 100; piece++) writer.putText('piece ');
    expect(stream.written).toEqual([]);
    writer.flush();
    expect(stream.written).toEqual([Buffer.from('piece '.repeat(100))]);
  });

  it('asks to wait while a stream is full, until it takes more', async () => {
    const stream = new SlowStream();
    const writer = new SpanWriter(stream, 20);
    writer.putText('more than the stream likes');
    expect(writer.isCongested).toBe(true);
    const drained = writer.drained();
    stream.go();
    await drained;
    expect(writer.isCongested).toBe(false);
  });

  it('ends quietly when the reader of a pipe has gone', async () => {
    const child = spawn('true', { stdio: ['pipe', 'ignore', 'ignore'] });
    await once(child, 'exit');
    const writer = new SpanWriter(child.stdin, 10);
    for (let piece = 0; piece < 20; piece++) writer.putText('longer than the buffer');
    await writer.finish();
    writer.putText('and more');
    await writer.finish();
    expect(writer.state).toBe('gone');
  });

  it('reports other failures of a stream', async () => {
    const stream = new Writable({ write: (_, __, done) => done(new Error('disk full')) });
    const writer = new SpanWriter(stream, 10);
    writer.putText('longer than the buffer');
    await expect(writer.finish()).rejects.toThrow('disk full');
  });

  it('reports other failures of a descriptor', () => {
    const file = openSync(import.meta.filename, 'r');
    const writer = new SpanWriter(file, 10);
    expect(() => writer.putText('longer than the buffer')).toThrow('EBADF');
    closeSync(file);
  });

  it('writes to a full pipe in non-blocking mode as its reader goes on', async () => {
    const child = spawn('wc', ['-c'], { stdio: ['pipe', 'pipe', 'inherit'] });
    // The parent's end of a child's pipe is in non-blocking mode.
    const file = (child.stdin as unknown as { _handle: { fd: number } })._handle.fd;
    const writer = new SpanWriter(file);
    const mebibyte = Buffer.alloc(1 << 20);
    for (let count = 0; count < 4; count++) writer.put(mebibyte, 0, mebibyte.length);
    await writer.finish();
    child.stdin.end();
    const [size] = await once(child.stdout, 'data');
    expect(Number(String(size))).toBe(4 << 20);
  });
});
