import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { Pattern, TriageReport } from '../../src/triage/report/triage-report.ts';
import { repository, run, temporaryFolder } from './program.ts';

vi.setConfig({ testTimeout: 30_000 });

const earlier = [
  'E20261123 02:00:01.000000 11 client.cpp:12] put of key=a1 failed: RPC_FAIL',
  'E20261123 02:00:02.000000 11 client.cpp:30] connect to 10.0.0.1:5000: Connection refused [111]',
  'I20261123 02:00:02.500000 11 client.cpp:31] all is well',
  'W20261123 02:00:03.000000 11 pool.cpp:7] worker 3 is slow',
];
const later = [
  'E20261124 02:00:01.000000 11 client.cpp:14] put of key=b7 failed: RPC_FAIL',
  'E20261124 02:00:02.000000 11 client.cpp:14] put of key=b8 failed: RPC_FAIL',
  'E20261124 02:00:02.000000 11 client.cpp:33] connect to 10.0.0.9:5001: Connection refused [111]',
  'E20261124 02:00:03.000000 11 client.cpp:33] connect to 10.0.0.9:5001: Connection timed out [110]',
  'F20261124 02:00:04.000000 11 main.cpp:1] Check failed: caf\u00e9 \x1b[2J',
];

function logFile(name: string, lines: readonly string[]): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return file;
}

async function triage(...args: string[]): Promise<TriageReport> {
  const { stdout, stderr, status } = await run(['triage', '--format', 'json', '--timezone', 'UTC', ...args]);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout.toString()) as TriageReport;
}

const brief = (patterns: readonly Pattern[]) =>
  patterns.map(({ isNew, severity, source, lines, template }) => [isNew, severity, source, lines, template]);

describe('patterns', () => {
  it('are the severe messages, the severest first, also those without a code, without what varies', async () => {
    const { patterns } = await triage(logFile('node1.log', later));
    expect(brief(patterns)).toEqual([
      [false, 'F', 'main.cpp:1', 1, 'Check failed: café'],
      [false, 'E', 'client.cpp:14', 2, 'put of key=<key> failed: RPC_FAIL'],
      [false, 'E', 'client.cpp:33', 1, 'connect to <ip:port>: Connection refused [111]'],
      [false, 'E', 'client.cpp:33', 1, 'connect to <ip:port>: Connection timed out [110]'],
    ]);
    expect(patterns[0]!.sample.text).toContain('café ␛[2J');
    expect(patterns[1]).toMatchObject({
      first: '2026-11-24T02:00:01.000+00:00',
      last: '2026-11-24T02:00:02.000+00:00',
      sample: { line: 1, text: later[0], before: [], after: later.slice(1, 4) },
    });
  });

  it('that an earlier log lacks stand first among those of their severity, in another version of the source too', async () => {
    const { patterns } = await triage('--baseline', logFile('old.log', earlier), logFile('node1.log', later));
    expect(brief(patterns).map(([isNew, , , , template]) => [isNew, template])).toEqual([
      [true, 'Check failed: café'],
      [true, 'connect to <ip:port>: Connection timed out [110]'],
      [false, 'put of key=<key> failed: RPC_FAIL'],
      [false, 'connect to <ip:port>: Connection refused [111]'],
    ]);
  });

  it('are compared alike with a log, compressed or not, and with its triage document', async () => {
    const log = logFile('old.log', earlier);
    const packed = path.join(path.dirname(log), 'old.log.gz');
    writeFileSync(packed, gzipSync(earlier.map((line) => `${line}\n`).join('')));
    const document = path.join(path.dirname(log), 'old.json');
    writeFileSync(document, JSON.stringify(await triage(log), undefined, 2));
    const now = logFile('node1.log', later);
    const expected = (await triage('--baseline', log, now)).patterns;
    expect((await triage('--baseline', packed, now)).patterns).toEqual(expected);
    expect((await triage('--baseline', document, now)).patterns).toEqual(expected);
    const everything = await triage('--baseline', document, '--baseline', now, now);
    expect(everything.patterns.filter(({ isNew }) => isNew)).toEqual([]);
  });

  it.each([
    ['is missing', undefined, 'no such file'],
    ['is a summary', '{"schema": "mooncake-annotate/summary@1"}', 'is a document without patterns'],
  ])('are not judged by a baseline that %s', async (_, content, complaint) => {
    const file = path.join(temporaryFolder(), 'baseline');
    if (content !== undefined) writeFileSync(file, content);
    const { status, stderr } = await run(['triage', '--baseline', file, logFile('a.log', later)]);
    expect(status).toBe(2);
    expect(stderr).toContain(`${file}: ${complaint}`);
  });

  it('narrow with the lines that are looked at', async () => {
    const log = logFile('node1.log', later);
    const of = async (...args: string[]) =>
      (await triage(...args, log)).patterns.map(({ template }) => template);
    expect(await of('--since', '2026-11-24T02:00:03')).toEqual([
      'Check failed: café',
      'connect to <ip:port>: Connection timed out [110]',
    ]);
    expect(await of('--key', 'b8')).toEqual(['put of key=<key> failed: RPC_FAIL']);
    expect(await of('--code', 'RPC_FAIL')).toEqual(['put of key=<key> failed: RPC_FAIL']);
  });

  it('are the same in any order of inputs', async () => {
    const folder = path.join(repository, 'fixtures/incidents/one-nic-down');
    const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.log'))
      .map((name) => path.join(folder, name));
    const { patterns } = await triage(...logs);
    expect(patterns.length).toBeGreaterThan(3);
    expect((await triage('--jobs', '3', ...logs.reverse())).patterns).toEqual(patterns);
  });
});
