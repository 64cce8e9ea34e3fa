import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { program, temporaryFolder } from './program.ts';

const count = 20_000;
const stamp = 'E20260730 11:49:18.123456';

/** Lines in which one kind of name is another one in each. */
const floods: readonly [kind: string, line: (index: number) => string][] = [
  ['codes', (n) => `${stamp} 12 client_service.cpp:380] Failed to put, error=-${10_000 + n}`],
  ['statuses', (n) => `${stamp} 12 rdma_transport.cpp:380] failed: Status${n.toString(36)}x: RPC_FAIL`],
  ['sources', (n) => `${stamp} 12 file${word(n)}.cpp:${n}] RPC_FAIL`],
  ['source lines', (n) => `${stamp} 12 client_service.cpp:${n}] RPC_FAIL`],
  ['loggers', (n) => `2026-07-30 11:49:18,123 - mooncake.${word(n)} - ERROR - put failed, error=-800`],
  ['hosts', (n) => `Jul 30 11:49:18 host-${word(n)} mooncake[12]: ${stamp} 12 a.cpp:1] RPC_FAIL`],
  ['pids', (n) => `${stamp} ${n} client_service.cpp:380] RPC_FAIL`],
  ['keys', (n) => `${stamp} 12 client_service.cpp:380] key=${word(n)}, error=RPC_FAIL`],
  ['peers', (n) => `${stamp} 12 client_service.cpp:380] peer ${word(n)}:${n}, error=RPC_FAIL`],
  ['shapes', (n) => `${stamp} 12 client_service.cpp:380] ${word(n)} ${word(n * 7)} RPC_FAIL`],
  ['shapes without a code', (n) => `${stamp} 12 ${word(n)}.cpp:380] ${' '.repeat(n % 300)}${word(n * 7)}`],
  ['days', (n) => `E${20_000_101 + (n % 28) + 10_000 * (n % 90)} 11:49:18.1 12 a.cpp:1] RPC_FAIL`],
];

/** Letters alone, so that no two are the same shape. */
function word(n: number): string {
  return n.toString(10).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!);
}

/** What a process tells of its memory as it ends, in megabytes. */
interface Memory {
  /** The peak of what was resident. */
  readonly peak: number;
  /** The part of the heap that new objects are put into. */
  readonly young: number;
}

const measure = `
import v8 from 'node:v8';
process.on('exit', () => {
  const young = v8.getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size / 2 ** 20;
  process._rawDebug('memory ' + JSON.stringify({ peak: process.resourceUsage().maxRSS / 1024, young }));
});`;

function memoryOf(args: readonly string[]): Memory {
  const run = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(measure)}`, program, ...args],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  expect(run.status).toBe(0);
  return JSON.parse(/memory (.+)/.exec(run.stderr)![1]!) as Memory;
}

describe('a log in which every line has another name', () => {
  it.each(floods)('takes summary at most 160 MB: %s', (kind, line) => {
    const log = path.join(temporaryFolder(), `${kind}.log`);
    writeFileSync(log, Array.from({ length: count }, (_, index) => `${line(index)}\n`).join(''));
    const { peak, young } = memoryOf(['summary', '--format', 'json', '--jobs', '1', log]);
    expect(peak).toBeLessThan(160);
    expect(young).toBeLessThanOrEqual(4);
  });

  it.each(floods)('takes triage at most 260 MB: %s', (kind, line) => {
    const log = path.join(temporaryFolder(), `${kind}.log`);
    writeFileSync(log, Array.from({ length: count }, (_, index) => `${line(index)}\n`).join(''));
    const { peak, young } = memoryOf(['triage', '--format', 'json', '--jobs', '1', log]);
    expect(peak).toBeLessThan(260);
    expect(young).toBeLessThanOrEqual(4);
  });
});
