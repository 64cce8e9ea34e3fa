import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { pieces } from '../../../src/lines/scan/file-pieces.ts';
import { Progress } from '../../../src/lines/workers/progress.ts';
import { ChunkCounter } from '../../../src/summary/count/chunk-counter.ts';
import { Tally } from '../../../src/tally/tally.ts';
import { corpus } from '../../bench/corpus.ts';
import { failReadsFrom } from '../../failing-reads.ts';
import { logText } from '../../lines/scan/log-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'piece-counter-'));
afterAll(() => rmSync(folder, { recursive: true }));

const choice = { choice: {}, implied: true, normal: false, timezone: 'UTC', longest: 4096 };
const latest = Date.UTC(2026, 7, 1);
/** The least piece that no file reaches. */
const unlimited = Number.MAX_SAFE_INTEGER;

const counters = [0, 1].map(() => new ChunkCounter(builtInCatalogue(), choice));

/** Counts a file cut into pieces of at least so many bytes with two counters in turn, and puts their counts together. */
async function counted(text: string, threads: number, least: number) {
  const path = join(folder, 'log');
  writeFileSync(path, text, 'latin1');
  const fd = openSync(path, 'r');
  const all = new Tally('log');
  const failures: unknown[] = [];
  let count = 0;
  let longLines = 0;
  for (const { range } of pieces([{ size: text.length }], threads, least)) {
    const piece = await counters[count % 2]!.count({ file: 0, fd, name: 'log', range, latest });
    expect(piece.before).toBeUndefined();
    longLines += piece.longLines;
    if (piece.failure !== undefined) failures.push(piece.failure);
    count++;
  }
  closeSync(fd);
  for (const counter of counters) {
    const rest = counter.rest();
    if (rest !== undefined) all.mergePart(rest.tally);
  }
  return { tally: all.data(), longLines, count, failures };
}

describe('piece counter', () => {
  it('counts the same in pieces as in one, on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        logText,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 200 }),
        async (text, threads, least) => {
          const whole = await counted(text, 1, unlimited);
          const cut = await counted(text, threads, least);
          expect(cut.tally).toEqual(whole.tally);
          expect(cut.longLines).toBe(whole.longLines);
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  it('counts the same in pieces as in one, on a log', async () => {
    const text = [...corpus({ size: 1 << 20, share: 0.2 })].join('');
    const whole = await counted(text, 1, unlimited);
    const cut = await counted(text, 4, 10_000);
    expect(whole.count).toBe(1);
    expect(cut.count).toBeGreaterThan(50);
    expect(cut.tally).toEqual(whole.tally);
    expect(whole.tally.found).toBeGreaterThan(1000);
  });

  it('keeps the counts of files apart, and hands on those of one when the next begins', async () => {
    const counter = new ChunkCounter(builtInCatalogue(), choice);
    expect(counter.rest()).toBeUndefined();
    const befores: unknown[] = [];
    for (const [file, lines] of [3, 5, 0].entries()) {
      const path = join(folder, `log-${file}`);
      writeFileSync(path, 'put: RPC_FAIL\n'.repeat(lines));
      const fd = openSync(path, 'r');
      for (const { range } of pieces([{ size: 14 * lines }], 2, 20)) {
        const { before } = await counter.count({ file, fd, name: `log-${file}`, range, latest });
        if (before !== undefined) befores.push([before.file, before.tally.found, before.tally.inputs]);
      }
      closeSync(fd);
    }
    const input = (name: string, lines: number) => ({ name, lines, bytes: 14 * lines, found: lines });
    expect(befores).toMatchObject([
      [0, 3, { named: [input('log-0', 3)] }],
      [1, 5, { named: [input('log-1', 5)] }],
    ]);
    expect(counter.rest()).toMatchObject({ file: 2, tally: { found: 0, lines: 0 } });
    expect(counter.rest()).toBeUndefined();
  });

  it('tells of everything that it counts', async () => {
    const text = [...corpus({ size: 6 << 20, share: 0.2 })].join('');
    const path = join(folder, 'log');
    writeFileSync(path, text, 'latin1');
    const fd = openSync(path, 'r');
    const progress = new Progress();
    const other = new Progress(progress.shared);
    const add = vi.spyOn(progress, 'add');
    const range = { from: 0, to: Number.POSITIVE_INFINITY };
    const counter = new ChunkCounter(builtInCatalogue(), choice);
    await counter.count({ file: 0, fd, name: 'log', range, latest }, undefined, progress);
    const { tally } = counter.rest()!;
    closeSync(fd);
    expect({ bytes: other.bytes, found: other.found }).toEqual({ bytes: tally.bytes, found: tally.found });
    expect(add.mock.calls.length).toBeGreaterThan(1);
  });

  it('stops when it is told to, and says what it counted until then', async () => {
    const text = [...corpus({ size: 2 << 20, share: 0.2 })].join('');
    const path = join(folder, 'log');
    writeFileSync(path, text, 'latin1');
    const fd = openSync(path, 'r');
    const range = { from: 0, to: Number.POSITIVE_INFINITY };
    const counter = new ChunkCounter(builtInCatalogue(), choice);
    const progress = new Progress();
    const stop = new AbortController();
    vi.spyOn(progress, 'add').mockImplementation(() => {
      if (add++ === 8) stop.abort();
    });
    let add = 0;
    const { failure } = await counter.count(
      { file: 0, fd, name: 'log', range, latest },
      stop.signal,
      progress,
    );
    const { tally } = counter.rest()!;
    closeSync(fd);
    expect(failure).toBeUndefined();
    expect(tally.bytes).toBeGreaterThan(0);
    expect(tally.bytes).toBeLessThan(text.length);
    expect(tally.lines).toBe(text.slice(0, tally.bytes).split('\n').length);
  });

  it('counts what could be read before a read error', async () => {
    const line = 'E0730 02:14:13.000402 1 real_client.cpp:1] put: RPC_FAIL\n';
    failReadsFrom(1000 * line.length);
    const { tally, failures } = await counted(line.repeat(5000), 1, unlimited);
    expect(tally.found).toBe(1000);
    expect(tally.bytes).toBe(1000 * line.length);
    expect(failures).toMatchObject([{ name: 'ReadError', bytes: 1000 * line.length }]);
  });
});

describe('what a line reports that has no stamp', () => {
  it('is counted at the time of the line before it, with what the line itself says', async () => {
    const lines = Array.from({ length: 50 }, (_, second) => [
      `I0730 11:49:${String(second).padStart(2, '0')}.123456 12345 client_service.cpp:1533] key=${second * 7919} is done`,
      `[pod/store-${second}/main] RPC_FAIL: request ${second * 104_729}`,
    ]);
    const { tally } = await counted(`${lines.flat().join('\n')}\n`, 1, unlimited);
    const text = JSON.stringify(tally);
    for (let second = 0; second < 50; second++) expect(text).toContain(`"store-${second}"`);
    expect(text).toContain(`${Date.UTC(2026, 6, 30, 11, 49, 49, 123)}`);
  });
});
