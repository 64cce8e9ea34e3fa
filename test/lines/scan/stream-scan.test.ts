import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { LineScanner } from '../../../src/lines/scan/line-scanner.ts';
import { ReadError } from '../../../src/lines/scan/read-error.ts';
import { scanPipe, scanStream } from '../../../src/lines/scan/stream-scan.ts';
import { CollectingSink } from './collecting-sink.ts';

describe('stream scan', () => {
  it('hands on every byte of a stream', async () => {
    const chunks = ['RPC_', 'FAIL\r', '\nx\n', 'y'];
    const sink = new CollectingSink();
    const bytes = await scanStream(
      Readable.from(chunks.map((text) => Buffer.from(text))),
      new LineScanner(),
      sink,
    );
    expect(bytes).toBe(13);
    expect(sink.text).toBe('RPC_FAIL\r\nx\ny');
    expect(sink.looked).toEqual(['RPC_FAIL']);
  });

  it('pauses when a line has arrived and no more is there', async () => {
    const input = new PassThrough();
    const sink = new CollectingSink();
    const pauses: string[] = [];
    let paused = () => {};
    const pause = () => new Promise<void>((resolve) => (paused = resolve));
    const onPause = () => {
      pauses.push(sink.text);
      paused();
    };
    const scanned = scanStream(input, new LineScanner(), sink, { onPause });
    for (const line of ['one\n', 'two\n']) {
      const next = pause();
      input.write(line);
      await next;
    }
    input.end();
    await scanned;
    expect(pauses).toEqual(['one\n', 'one\ntwo\n']);
  });

  it('hands on what came before a failure', async () => {
    const sink = new CollectingSink();
    const input = Readable.from(
      (async function* () {
        yield Buffer.from('RPC_FAIL');
        throw new Error('reset');
      })(),
    );
    await expect(scanStream(input, new LineScanner(), sink)).rejects.toMatchObject({
      name: 'ReadError',
      bytes: 8,
    });
    expect(sink.text).toBe('RPC_FAIL');
  });
});

describe('pipe scan', () => {
  /** Scans what a shell command prints. */
  async function scanShell(command: string, sink: CollectingSink, onPause = () => {}) {
    const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
    const output = child.stdout as unknown as Socket & { _handle: { fd: number } };
    return scanPipe(output, output._handle.fd, new LineScanner(), sink, { onPause });
  }

  it('hands on every byte of a fast writer, in order', async () => {
    const sink = new CollectingSink();
    const bytes = await scanShell('seq 1 500000', sink);
    const text = Array.from({ length: 500_000 }, (_, index) => `${index + 1}\n`).join('');
    expect(bytes).toBe(text.length);
    expect(sink.text === text).toBe(true);
    expect(sink.lines).toBe(500_000);
  });

  it('pauses whenever the writer does', async () => {
    const child = spawn('cat', { stdio: ['pipe', 'pipe', 'inherit'] });
    const output = child.stdout as unknown as Socket & { _handle: { fd: number } };
    const sink = new CollectingSink();
    let paused = (_: string) => {};
    const pause = () => new Promise<string>((resolve) => (paused = resolve));
    const scanned = scanPipe(output, output._handle.fd, new LineScanner(), sink, {
      onPause: () => paused(sink.text),
    });
    for (const line of ['one\n', 'two\n', 'three\n']) {
      const next = pause();
      child.stdin.write(line);
      expect((await next).endsWith(line)).toBe(true);
    }
    child.stdin.end();
    expect(await scanned).toBe(14);
  });

  it('ends with an empty pipe', async () => {
    const sink = new CollectingSink();
    expect(await scanShell('true', sink)).toBe(0);
    expect(sink.text).toBe('');
  });

  it('says how much it read when the pipe breaks', async () => {
    const child = spawn('cat', { stdio: ['pipe', 'pipe', 'inherit'] });
    const output = child.stdout as unknown as Socket & { _handle: { fd: number } };
    const sink = new CollectingSink();
    const scanned = scanPipe(output, output._handle.fd, new LineScanner(), sink, {
      onPause: () => void output.destroy(new Error('reset')),
    });
    child.stdin.write('RPC_FAIL\n');
    await expect(scanned).rejects.toBeInstanceOf(ReadError);
    expect(sink.looked).toEqual(['RPC_FAIL']);
    child.stdin.end();
    await once(child, 'exit');
  });
});
