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
import { afterAll, describe, expect, it } from 'vitest';
import { type ReadOptions, readSource } from '../../../src/lines/read-source.ts';
import { FileScan } from '../../../src/lines/scan/file-scan.ts';
import { LineScanner } from '../../../src/lines/scan/line-scanner.ts';
import type { LineSink } from '../../../src/lines/scan/line-sink.ts';
import { ReadError } from '../../../src/lines/scan/read-error.ts';
import { failReadsFrom } from '../../failing-reads.ts';
import { CollectingSink } from './collecting-sink.ts';
import { linesOf, logText } from './log-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'file-scan-'));
const path = join(folder, 'store.log');
afterAll(() => rmSync(folder, { recursive: true }));

const scanFile = (fd: number, scanner: LineScanner, sink: LineSink, options?: ReadOptions): Promise<number> =>
  readSource({ kind: 'file', fd, path, size: 0 }, scanner, sink, options);

async function withFile<Result>(
  text: string,
  use: (file: number) => Promise<Result> | Result,
): Promise<Result> {
  writeFileSync(path, text, 'latin1');
  const file = openSync(path, 'r');
  try {
    return await use(file);
  } finally {
    closeSync(file);
  }
}

describe('file scan', () => {
  it('hands on every byte of a file of many blocks', async () => {
    const text = 'I0730 quiet\nE0730 loud\r\n'.repeat(100_000);
    const sink = new CollectingSink();
    const bytes = await withFile(text, (file) => scanFile(file, new LineScanner(), sink));
    expect(bytes).toBe(text.length);
    expect(sink.text === text).toBe(true);
    expect(sink.looked.length).toBe(100_000);
  });

  it('divides a file into ranges that share no line and leave out none', async () => {
    await fc.assert(
      fc.asyncProperty(
        logText,
        fc.array(fc.nat(3000), { maxLength: 5 }),
        fc.integer({ min: 1, max: 300 }),
        async (text, borders, blockSize) => {
          const cuts = [0, ...borders.filter((border) => border < text.length), text.length].sort(
            (a, b) => a - b,
          );
          const sinks = await withFile(text, async (file) => {
            const parts: CollectingSink[] = [];
            for (let index = 1; index < cuts.length; index++) {
              const sink = new CollectingSink();
              const range = { from: cuts[index - 1]!, to: cuts[index]! };
              await scanFile(file, new LineScanner({ maxLine: 4096, blockSize }), sink, { range });
              parts.push(sink);
            }
            return parts;
          });
          expect(sinks.map((sink) => sink.text).join('')).toBe(text);
          expect(sinks.reduce((sum, sink) => sum + sink.lines, 0)).toBe(linesOf(text).length);
          let start = 0;
          for (const [index, sink] of sinks.entries()) {
            if (sink.text !== '') expect(start).toBeGreaterThanOrEqual(cuts[index]!);
            if (sink.text !== '') expect(start).toBeLessThan(cuts[index + 1]!);
            start += sink.text.length;
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('reads what is appended while it reads', async () => {
    const sink = new CollectingSink();
    await withFile('RPC_', (file) => {
      const scan = new FileScan(file, new LineScanner(), sink);
      scan.step();
      appendFileSync(path, 'FAIL\nx');
      while (scan.step());
    });
    expect(sink.text).toBe('RPC_FAIL\nx');
    expect(sink.looked).toEqual(['RPC_FAIL']);
  });

  it('ends where the file ends when it shrinks while it reads, and invents no bytes', async () => {
    const text = 'RPC_FAIL 12345\n'.repeat(100);
    const sink = new CollectingSink();
    await withFile(text, (file) => {
      const scan = new FileScan(file, new LineScanner({ blockSize: 1000 }), sink);
      scan.step();
      truncateSync(path, 200);
      while (scan.step());
    });
    expect(sink.text).toBe(text.slice(0, 1000));
  });

  it('hands on what it read before a read error', async () => {
    const text = 'RPC_FAIL 12345\n'.repeat(100);
    const sink = new CollectingSink();
    failReadsFrom(1000);
    const reading = withFile(text, (file) => scanFile(file, new LineScanner({ blockSize: 500 }), sink));
    await expect(reading).rejects.toMatchObject({ name: 'ReadError', code: 'INPUT_READ', bytes: 1000 });
    expect(sink.text).toBe(text.slice(0, 1000));
  });

  it('says why a folder cannot be read', async () => {
    const file = openSync(folder, 'r');
    const sink = new CollectingSink();
    await expect(scanFile(file, new LineScanner(), sink)).rejects.toBeInstanceOf(ReadError);
    closeSync(file);
  });

  it('waits after a block when asked to', async () => {
    const text = 'x\n'.repeat(5000);
    const waits: number[] = [];
    const sink = new CollectingSink();
    await withFile(text, (file) =>
      scanFile(file, new LineScanner({ blockSize: 1000 }), sink, {
        afterBlock: async () => {
          waits.push(sink.text.length);
        },
      }),
    );
    expect(waits).toEqual(Array.from({ length: 10 }, (_, block) => 1000 * (block + 1)));
  });
});
