import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readPrometheusText } from '../render/summary/prometheus-grammar.ts';
import { lacks } from '../tools.ts';
import { linesOf, program, repository, run, start, startCommand, temporaryFolder } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const log = path.join(repository, 'fixtures/store.log');

/** A folder with a log in it. */
function night(): { readonly folder: string; readonly input: string } {
  const folder = temporaryFolder();
  const input = path.join(folder, 'store.log');
  copyFileSync(log, input);
  return { folder, input };
}

describe('summary --format', () => {
  it.each([
    ['table', /^group, code +value +lines +share /],
    ['json', /^\{\n {2}"schema": "mooncake-annotate\/summary@1",\n/],
    ['csv', /^component,group,code,value,lines,.*,description\r\nStore,/],
    ['markdown', /^# Mooncake errors, 2026-07-30 02:00:04 to /],
    ['html', /^<!doctype html>/i],
    ['openmetrics', /^# HELP mooncake_errors_lines /],
  ])('prints %s', async (format, start) => {
    const { stdout, stderr, status } = await run(['summary', '--format', format, log]);
    expect(stdout.toString()).toMatch(start);
    expect(stdout.toString()).toContain('REPLICA_IS_NOT_READY');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('is a table also for a pipe, in ASCII where the locale is not known to be UTF-8', async () => {
    const locale = { LC_ALL: undefined, LC_CTYPE: undefined, LANG: undefined };
    const plain = await run(['summary', log], '', { env: locale });
    expect(plain.stdout.toString()).toMatch(/^[\n -~]*$/);
    const blocks = await run(['summary', log], '', { env: { ...locale, LANG: 'C.UTF-8' } });
    expect(blocks.stdout.toString()).toMatch(/ {2}█/);
  });

  it('says so when standard output takes no more', async () => {
    const command = '"$node" "$program" summary "$log" >/dev/full';
    const running = startCommand('bash', ['-c', command], { env: { node: process.execPath, program, log } });
    const { stderr, status } = await running.ended;
    expect(stderr).toMatch(/^mooncake-annotate: ENOSPC: .* \(check where the output goes\)\n$/);
    expect(status).toBe(2);
  });
});

describe.skipIf(lacks('script'))('summary on a terminal (needs script)', () => {
  it.each([72, 100, 160])('fits into %i columns', async (columns) => {
    const command = `stty cols ${columns}; exec "$node" "$program" summary "$log"`;
    const running = startCommand('script', ['-qec', command, '/dev/null'], {
      env: { node: process.execPath, program, log, TERM: 'xterm', LC_ALL: 'C.UTF-8' },
    });
    const text = (await running.ended).stdout.toString().replaceAll('\r\n', '\n');
    const table = linesOf(text.slice(0, text.indexOf('\n\n')).replaceAll(/\x1b\[\d+m/g, ''));
    expect(table.length).toBeGreaterThan(20);
    for (const row of table) expect(row.length).toBeLessThanOrEqual(columns);
    expect(text).toContain('\x1b[1mStore / RPC');
  });
});

describe('summary --report', () => {
  it('writes several reports at once, by their suffixes, and still prints', async () => {
    const { folder, input } = night();
    const files = [
      'night.txt',
      'night.json',
      'night.csv',
      'night.md',
      'night.html',
      'night.prom',
      'night.metrics',
    ];
    const reports = files.flatMap((name) => ['--report', path.join(folder, name)]);
    const { stdout, stderr, status } = await run(['summary', input, ...reports]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const text = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
    expect(text('night.txt')).toBe(stdout.toString());
    expect(JSON.parse(text('night.json'))).toMatchObject({
      schema: 'mooncake-annotate/summary@1',
      lines: 46,
    });
    expect(text('night.csv')).toMatch(/^component,/);
    expect(text('night.md')).toMatch(/^# Mooncake errors/);
    expect(text('night.html')).toMatch(/^<!doctype html>/i);
    expect(readPrometheusText(text('night.prom'))).toContainEqual({
      name: 'mooncake_log_read_lines',
      labels: {},
      value: 46,
    });
    expect(text('night.metrics')).toBe(text('night.prom'));
    expect(readdirSync(folder).sort()).toEqual([...files, 'store.log'].sort());
  });

  it('is written also when an input cannot be read, and tells of it', async () => {
    const { folder, input } = night();
    const report = path.join(folder, 'night.json');
    const missing = path.join(folder, 'missing.log');
    const { status } = await run(['summary', input, missing, '--report', report]);
    expect(status).toBe(2);
    const { inputs } = JSON.parse(readFileSync(report, 'utf8'));
    expect(inputs).toContainEqual(expect.objectContaining({ name: missing, fault: expect.any(String) }));
  });

  it.each([
    ['night.pdf', /its suffix names no format of a report \(end the name in .*\.json/],
    ['folder.json', /a directory has this name/],
    ['no/night.json', /its folder does not exist \(make the folder first\)/],
    ['/sys/night.json', /may not be written|read-only/],
    ['state.json', /this run needs the file otherwise/],
    ['store.log.txt', /this run needs the file otherwise/],
  ])('is refused before anything is read where it cannot be: %s', async (name, reason) => {
    const { folder } = night();
    mkdirSync(path.join(folder, 'folder.json'));
    const input = path.join(folder, 'store.log.txt');
    copyFileSync(log, input);
    const good = path.join(folder, 'good.json');
    // Standard input stays open: whoever read it would never end.
    const state = ['--checkpoint', path.join(folder, 'state.json')];
    const running = start([
      'summary',
      input,
      '-',
      ...state,
      '--report',
      good,
      '--report',
      path.resolve(folder, name),
    ]);
    const { stdout, stderr, status } = await running.ended;
    expect(linesOf(stderr)).toEqual([expect.stringMatching(reason)]);
    expect(stderr).toMatch(/^mooncake-annotate: .*\)\n$/);
    expect({ stdout: stdout.toString(), status }).toEqual({ stdout: '', status: 2 });
    expect(readdirSync(folder)).not.toContain('good.json');
    expect(readFileSync(input)).toEqual(readFileSync(log));
  });

  it('keeps the old file when the new one does not fit, says so, and writes the others', async () => {
    const { folder } = night();
    const input = path.join(folder, 'short.log');
    writeFileSync(input, 'E20260730 02:14:13.000001 1 client_service.cpp:1] failed: RPC_FAIL\n');
    const [json, csv] = [path.join(folder, 'night.json'), path.join(folder, 'night.csv')];
    writeFileSync(json, 'the old one');
    // No file may become longer than 1 KiB: as on a full disk, a write fails half-way.
    const command = 'ulimit -f 1; exec "$node" "$program" summary "$input" --report "$json" --report "$csv"';
    const running = startCommand('bash', ['-c', command], {
      env: { node: process.execPath, program, input, json, csv },
    });
    const { stdout, stderr, status } = await running.ended;
    expect(stderr).toBe(
      `mooncake-annotate: ${json}: the file would be longer than it may be (raise the limit: ulimit -f)\n`,
    );
    expect(status).toBe(2);
    expect(readFileSync(json, 'utf8')).toBe('the old one');
    expect(readFileSync(csv, 'utf8')).toContain('RPC_FAIL');
    expect(stdout.toString()).toContain('RPC_FAIL');
    expect(readdirSync(folder).sort()).toEqual(['night.csv', 'night.json', 'short.log', 'store.log']);
  });

  it('keeps the old file on a full disk (needs leave to mount)', async (context) => {
    const { folder, input } = night();
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', disk]).status === 0;
    if (!mounted) context.skip();
    onTestFinished(() => void spawnSync('umount', [disk]));
    const json = path.join(disk, 'night.json');
    writeFileSync(json, 'the old one');
    const { stderr, status } = await run(['summary', input, '--report', json]);
    expect({ stderr, status }).toEqual({
      stderr: `mooncake-annotate: ${json}: the disk is full (make room, then run again)\n`,
      status: 2,
    });
    expect(readFileSync(json, 'utf8')).toBe('the old one');
    expect(readdirSync(disk)).toEqual(['night.json']);
  });
});
