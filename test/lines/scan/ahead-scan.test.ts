import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AheadScan } from '../../../src/lines/scan/ahead-scan.ts';
import { BlockScanner, type FileRange, FileScan } from '../../../src/lines/scan/index.ts';
import { CollectingSink } from './collecting-sink.ts';
import { logText } from './log-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'ahead-scan-'));
const path = join(folder, 'store.log');
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Reads by threads happen at the worst of times: their bytes are there as soon as they are asked for, and their callers
 * hear of it as late as can be. They fail from the given byte on.
 */
const reads = vi.hoisted(() => ({ underWay: 0, bytes: 0, badFrom: Number.POSITIVE_INFINITY }));
vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  type Done = (failure: Error | null, count: number) => void;
  const read = (
    file: number,
    to: Buffer,
    offset: number,
    length: number,
    from: number | null,
    done: Done,
  ) => {
    let failure: Error | null = null;
    let count = 0;
    try {
      if (reads.bytes >= reads.badFrom)
        throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
      count = fs.readSync(file, to, offset, length, from);
      reads.bytes += count;
    } catch (error) {
      failure = error as Error;
    }
    reads.underWay++;
    setImmediate(() => {
      reads.underWay--;
      done(failure, count);
    });
  };
  return { ...fs, read: read as unknown as typeof fs.read };
});
beforeEach(() => {
  reads.bytes = 0;
  reads.badFrom = Number.POSITIVE_INFINITY;
});

interface Choice {
  readonly maxLine?: number;
  readonly blockSize?: number;
  readonly slotSize?: number;
  readonly range?: FileRange;
  readonly front?: number;
  /** Called after each step with how many there were; the scan is left when it says so. */
  readonly afterStep?: (steps: number) => boolean;
}

/** Scans the file, reading ahead, and says what was handed on. */
async function scanAhead({ range, front = 0, afterStep, slotSize = 1000, ...options }: Choice = {}) {
  const file = openSync(path, 'r');
  const scanner = new BlockScanner({ slotSize, ...options });
  const sink = new CollectingSink();
  const scan = new AheadScan(file, scanner, sink, range, front);
  let failure: unknown;
  try {
    for (let steps = 1; await scan.step(); steps++) {
      if (!afterStep?.(steps)) continue;
      scanner.end(sink);
      break;
    }
  } catch (error) {
    failure = error;
  }
  await scan.close();
  expect(reads.underWay).toBe(0);
  closeSync(file);
  return { sink, counts: scanner.counts, bytes: scan.bytes, failure };
}

/** What a scan that reads block by block hands on. */
function scanPlainly({ range, maxLine = 1 << 20 }: Choice) {
  const file = openSync(path, 'r');
  const sink = new CollectingSink();
  const scanner = new BlockScanner({ maxLine });
  const scan = new FileScan(file, scanner, sink, range);
  while (scan.step());
  closeSync(file);
  return { sink, counts: scanner.counts, bytes: scan.bytes, failure: undefined };
}

describe('scan that reads ahead', () => {
  it('hands on the same as one that does not, whatever the bytes, the range and the sizes', async () => {
    await fc.assert(
      fc.asyncProperty(
        logText,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 200 }),
        fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constant(4096)),
        fc.option(fc.tuple(fc.nat(2000), fc.nat(2000)), { nil: undefined }),
        fc.nat(10),
        async (text, slotSize, blockSize, maxLine, borders, front) => {
          writeFileSync(path, text, 'latin1');
          const range = borders && { from: borders[0], to: borders[0] + borders[1] };
          const choice = { slotSize, blockSize, maxLine, front, ...(range ? { range } : {}) };
          const ahead = await scanAhead(choice);
          const plain = scanPlainly(choice);
          expect(ahead.sink).toEqual(plain.sink);
          expect(ahead.counts).toEqual(plain.counts);
          expect(ahead.bytes).toBe(plain.bytes);
          expect(ahead.failure).toBeUndefined();
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('hands on a line as it was, though what follows is read before its end is found', async () => {
    const text = Array.from({ length: 50 }, (_, line) => `${'x'.repeat(170 + line)} RPC_FAIL ${line}\n`).join(
      '',
    );
    writeFileSync(path, text);
    const { sink } = await scanAhead({ slotSize: 100 });
    expect(sink.text).toBe(text);
    expect(sink.candidates.length).toBe(50);
  });

  it('keeps the line that it had not finished when it began to read ahead', async () => {
    const lines = Array.from({ length: 20 }, (_, line) => `${String.fromCharCode(97 + line).repeat(60)}\n`);
    const text = `${'ab\n'.repeat(30)}${lines.join('')}`;
    writeFileSync(path, text);
    for (let front = 0; front < 10; front++) {
      const { sink } = await scanAhead({ maxLine: 100, blockSize: 97, slotSize: 50, front });
      expect(sink.text, `${front} blocks`).toBe(text);
    }
  });

  it('reads what is appended while it reads', async () => {
    writeFileSync(path, 'RPC_');
    const { sink } = await scanAhead({
      front: 1,
      afterStep: (steps) => {
        if (steps === 1) appendFileSync(path, 'FAIL\nx');
        return false;
      },
    });
    expect(sink.text).toBe('RPC_FAIL\nx');
    expect(sink.candidates).toEqual(['RPC_FAIL']);
  });

  it('ends where the file ends when it shrinks while it reads, and invents no bytes', async () => {
    const text = 'RPC_FAIL 12345\n'.repeat(300);
    writeFileSync(path, text);
    const { sink } = await scanAhead({
      afterStep: (steps) => {
        if (steps === 1) truncateSync(path, 200);
        return false;
      },
    });
    // The second thousand bytes were read before the file shrank.
    expect(sink.text).toBe(text.slice(0, 2000));
  });

  it('hands on what it read before a read error', async () => {
    const text = 'RPC_FAIL 12345\n'.repeat(300);
    writeFileSync(path, text);
    reads.badFrom = 2000;
    const { sink, failure } = await scanAhead();
    expect(failure).toMatchObject({ name: 'ReadError', code: 'INPUT_READ', bytes: 2000 });
    expect(sink.text).toBe(text.slice(0, 2000));
  });

  it('can be left between two steps, with nothing lost of what was looked at', async () => {
    const text = 'RPC_FAIL 12345\n'.repeat(300);
    writeFileSync(path, text);
    const { sink } = await scanAhead({ blockSize: 400, afterStep: (steps) => steps === 4 });
    // Blocks of 400, 400, 200 and 400 bytes.
    expect(sink.text).toBe(text.slice(0, 1400));
  });

  it('asks no thread for a small file', async () => {
    writeFileSync(path, 'RPC_FAIL\n'.repeat(1000));
    reads.badFrom = 0;
    const { sink, failure } = await scanAhead({ front: 3, blockSize: 5000 });
    expect(failure).toBeUndefined();
    expect(sink.lines).toBe(1000);
  });
});
