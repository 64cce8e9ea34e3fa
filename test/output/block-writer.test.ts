import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { BlockWriter } from '../../src/output/block-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'block-writer-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pieces = fc.array(
  fc.oneof(
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
    // Longer than a large span, and longer than a block.
    fc.constantFrom(40_000, 300_000).map((length) => Buffer.alloc(length, `${length} `)),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constant('flush' as const),
  ),
  { maxLength: 20 },
);

/** Writes the parts as a caller does: it waits when asked to, and uses its buffer anew. */
async function writeAll(writer: BlockWriter, parts: readonly (Buffer | string)[]): Promise<Buffer> {
  const buffer = Buffer.alloc(300_002);
  for (const part of parts) {
    if (part === 'flush') await writer.flush();
    else if (typeof part === 'string') writer.text(part);
    else {
      part.copy(buffer, 1);
      writer.bytes(buffer, 1, part.length + 1);
      buffer.fill('?');
    }
    if (writer.waiting) await writer.flush();
  }
  await writer.flush();
  return Buffer.concat(parts.filter((part) => part !== 'flush').map((part) => Buffer.from(part)));
}

/** A process's standard input with its descriptor, as `process.stdout` has it for a pipe. */
function pipeTo(command: string) {
  const child = spawn('sh', ['-c', command], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { fd } = (child.stdin as unknown as { _handle: { fd: number } })._handle;
  return { child, stream: Object.assign(child.stdin, { fd }) };
}

describe('block writer', () => {
  it('writes all pieces in order to a descriptor', async () => {
    const path = join(folder, 'out');
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const fd = openSync(path, 'w');
        const writer = new BlockWriter(Object.assign(new Writable(), { fd }));
        const wanted = await writeAll(writer, parts);
        closeSync(fd);
        expect(readFileSync(path).equals(wanted)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('writes all pieces in order to a stream without a descriptor', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const written: Buffer[] = [];
        const stream = new Writable({
          write: (chunk: Buffer, _, done) =>
            setImmediate(() => {
              written.push(Buffer.from(chunk));
              done();
            }),
        });
        const wanted = await writeAll(new BlockWriter(stream), parts);
        expect(Buffer.concat(written).equals(wanted)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('writes all pieces in order to a pipe that is full at times', async () => {
    const { child, stream } = pipeTo('sha1sum');
    const parts = Array.from({ length: 300 }, (_, index) => [
      Buffer.alloc(index * 199, `${index} `),
      `piece ${index}\n`,
    ]).flat();
    const wanted = await writeAll(new BlockWriter(stream), parts);
    stream.end();
    const [sum] = (await once(child.stdout, 'data')) as [Buffer];
    expect(String(sum).slice(0, 40)).toBe(createHash('sha1').update(wanted).digest('hex'));
  });

  it('asks to wait when the reader of a pipe stands still, and notices that it goes away', async () => {
    const { child, stream } = pipeTo('exec cat');
    child.kill('SIGSTOP');
    const writer = new BlockWriter(stream);
    const mebibyte = Buffer.alloc(1 << 20);
    writer.bytes(mebibyte, 0, mebibyte.length);
    expect(writer.waiting).toBe(true);
    const flushed = writer.flush();
    // The event loop is free meanwhile.
    await new Promise(setImmediate);
    child.kill('SIGKILL');
    await flushed;
    expect(writer.closed).toBe(true);
  });

  it('notices that its stream was destroyed during a write', async () => {
    const { child, stream } = pipeTo('exec cat');
    child.kill('SIGSTOP');
    const writer = new BlockWriter(stream);
    const mebibyte = Buffer.alloc(1 << 20);
    writer.bytes(mebibyte, 0, mebibyte.length);
    const flushed = writer.flush();
    stream.destroy();
    await flushed;
    expect(writer.closed).toBe(true);
    child.kill('SIGKILL');
  });

  it('leaves no listeners behind, however often it waits', async () => {
    const { child, stream } = pipeTo('wc -c');
    const writer = new BlockWriter(stream);
    const listeners = stream.listenerCount('error') + stream.listenerCount('drain');
    const mebibyte = Buffer.alloc(1 << 20);
    for (let count = 0; count < 20; count++) {
      writer.bytes(mebibyte, 0, mebibyte.length);
      await writer.flush();
    }
    expect(stream.listenerCount('error') + stream.listenerCount('drain')).toBe(listeners);
    stream.end();
    const [size] = await once(child.stdout, 'data');
    expect(Number(String(size))).toBe(20 << 20);
  });

  it('says that the reader has gone', async () => {
    const { child, stream } = pipeTo('exec 0<&-; echo closed; exec sleep 60');
    await once(child.stdout, 'data');
    const writer = new BlockWriter(stream);
    writer.text('nobody reads this');
    await writer.flush();
    expect(writer.closed).toBe(true);
    writer.text('nor this');
    await writer.flush();
    child.kill();
  });

  it('reports other failures of a stream and of a descriptor', async () => {
    const broken = new BlockWriter(new Writable({ write: (_, __, done) => done(new Error('disk full')) }));
    broken.text('x');
    await expect(broken.flush()).rejects.toThrow('disk full');
    const fd = openSync(import.meta.filename, 'r');
    const refused = new BlockWriter(Object.assign(new Writable(), { fd }));
    refused.text('x');
    await expect(refused.flush()).rejects.toThrow('EBADF');
    closeSync(fd);
  });
});
