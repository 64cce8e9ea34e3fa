import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TriageReport } from '../../src/triage/report/triage-report.ts';
import { dated } from '../incidents/dated.ts';
import { linesOf, repository, run, temporaryFolder } from './program.ts';

const incident = dated(path.join(repository, 'fixtures/incidents/one-nic-down'));

/** The logs of an incident, relative to its folder. */
function logs(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .sort();
}

async function triage(args: readonly string[], cwd = incident): Promise<TriageReport> {
  const { stdout, stderr, status } = await run(
    ['triage', '--format', 'json', '--timezone', 'UTC', ...args],
    '',
    { cwd },
  );
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout.toString()) as TriageReport;
}

/** A report without the list of inputs, whose order is the caller's. */
function found(report: TriageReport) {
  const { inputs: _inputs, ...rest } = report;
  return rest;
}

describe('triage', () => {
  it('says what broke first, where, and what followed', async () => {
    const report = await triage(logs(incident));
    const [first] = report.incidents;
    expect(first!.cause.known?.id).toBe('rdma-device-event');
    expect(first!.consequences.map(({ name }) => name)).toContain('TRANSFER_FAIL');
    expect(first!.places.devices[0]!.name).toBe('node4@mlx5_3');
    expect(first!.samples[0]!.before.length).toBeGreaterThan(0);
    expect(first!.checks.flatMap(({ commands }) => commands).length).toBeGreaterThan(0);
    expect(report.inputs.map(({ host }) => host)).toEqual(logs(incident).map((name) => name.split('/')[0]));
  });

  it('finds the same whatever the order of the inputs and the number of threads', async () => {
    const names = logs(incident);
    const report = found(await triage(names));
    expect(found(await triage([...names].reverse()))).toEqual(report);
    expect(found(await triage(['--jobs', '3', ...names]))).toEqual(report);
  });

  it('finds the same in compressed inputs, but for the lines around samples', async () => {
    const place = temporaryFolder();
    cpSync(incident, place, { recursive: true });
    const names = logs(place);
    for (const name of names)
      writeFileSync(path.join(place, `${name}.gz`), gzipSync(readFileSync(path.join(place, name))));
    const plain = (report: TriageReport): unknown =>
      JSON.parse(
        JSON.stringify(found(report), (key, value) =>
          key === 'before' || key === 'after' ? [] : value,
        ).replaceAll('.log.gz', '.log'),
      );
    const packed = await triage(
      names.map((name) => `${name}.gz`),
      place,
    );
    expect(plain(packed)).toEqual(plain(await triage(names, place)));
  });

  it.each(['quiet-day', 'quiet-restart', 'quiet-start'])('invents no incident in %s', async (name) => {
    const folder = dated(path.join(repository, 'fixtures/incidents', name));
    const report = await triage(logs(folder), folder);
    expect(report.incidents).toEqual([]);
    expect(report.found).toBeGreaterThan(0);
  });

  it('looks only at the time and the hosts that were asked for', async () => {
    const names = logs(incident);
    const all = await triage(names);
    const before = await triage(['--until', '2026-11-23T02:00', ...names]);
    expect(before.incidents).toEqual([]);
    const one = await triage(['--host', 'node4', ...names]);
    expect(one.found).toBeLessThan(all.found);
    const hosts = [...one.incidents, ...one.unexplained].flatMap(({ places }) =>
      places.hosts.map(({ name }) => name),
    );
    expect([...new Set(hosts)]).toEqual(['node4']);
  });

  it('puts messages that a baseline lacks first among those of their severity', async () => {
    const names = logs(incident);
    const quiet = dated(path.join(repository, 'fixtures/incidents/quiet-day'));
    const baseline = logs(quiet).flatMap((name) => ['--baseline', path.join(quiet, name)]);
    const { patterns } = await triage([...baseline, ...names]);
    const flags = patterns.map(({ isNew }) => isNew);
    const ranks = patterns.map(({ severity, isNew }) => 2 * 'FEW'.indexOf(severity) + Number(!isNew));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(flags).toContain(true);
    expect(flags).toContain(false);
    const place = temporaryFolder();
    const report = await triage(names);
    expect(report.patterns.some(({ isNew }) => isNew)).toBe(false);
    writeFileSync(path.join(place, 'before.json'), JSON.stringify(report));
    const again = await triage(['--baseline', path.join(place, 'before.json'), ...names]);
    expect(again.patterns).toEqual(report.patterns);
  });

  it('refuses a baseline that holds no patterns', async () => {
    const place = temporaryFolder();
    writeFileSync(path.join(place, 'summary.json'), '{"schema": "mooncake-annotate/summary@1"}');
    const { stderr, status } = await run(['triage', '--baseline', 'summary.json', '-'], '', { cwd: place });
    expect(stderr).toContain('summary.json: is a document without patterns');
    expect(status).toBe(2);
  });

  it('prints the annotated lines of one incident, merged by time, each as it stands in its log', async () => {
    const names = logs(incident);
    const report = await triage(names);
    const { stdout, status } = await run(['triage', '--timezone', 'UTC', ...names, '--lines-of', '1'], '', {
      cwd: incident,
    });
    expect(status).toBe(0);
    const printed = linesOf(stdout);
    expect(printed).toHaveLength(report.incidents[0]!.lines);
    const all = new Set(names.flatMap((name) => linesOf(readFileSync(path.join(incident, name)))));
    for (const line of printed) expect(all).toContain(line.split('  <- ')[0]);
    expect(printed.some((line) => line.includes('  <- Store / Transfer: TRANSFER_FAIL (-800)'))).toBe(true);
    const glog = printed.flatMap((line) => /^[IWEF]\d{4} (\d\d:\d\d:\d\d\.\d+)/.exec(line)?.[1] ?? []);
    expect(glog).toEqual([...glog].sort());
  });

  it.each([
    [['--incident', '99', 'node4/sglang.log'], 'there is no incident 99'],
    [['--incident', 'x', 'node4/sglang.log'], '--incident needs a number'],
    [['--fail-on', 'rain', 'node4/sglang.log'], '--fail-on needs a condition'],
    [['--lines-of', 'all', '-'], '--lines-of reads its inputs twice'],
  ])('says why %j prints no lines', async (args, complaint) => {
    const { stdout, stderr, status } = await run(['triage', ...args], '', { cwd: incident });
    expect(stderr).toContain(complaint);
    expect(stdout.toString()).toBe('');
    expect(status).toBe(2);
  });

  it('goes on without an input that cannot be read, and says so', async () => {
    const { stdout, stderr, status } = await run(
      ['triage', '--format', 'json', 'node4/sglang.log', 'nothing.log'],
      '',
      {
        cwd: incident,
      },
    );
    expect(status).toBe(2);
    expect(stderr).toContain('nothing.log: no such file');
    const report = JSON.parse(stdout.toString()) as TriageReport;
    expect(report.inputs.map(({ fault }) => fault === undefined)).toEqual([true, false]);
    expect(report.limitations.join()).toContain('nothing.log');
  });

  it('reads folders and patterns as the names of their files', async () => {
    const place = temporaryFolder();
    for (const name of logs(incident))
      cpSync(path.join(incident, name), path.join(place, name), { preserveTimestamps: true });
    const named = found(await triage(logs(place), place));
    expect(found(await triage(['-r', ...readdirSync(place)], place))).toEqual(named);
    expect(found(await triage(['*/*.log'], place))).toEqual(named);
  });

  it('goes on without a pattern that matches nothing, and a folder that was not asked for, and says so', async () => {
    const { stdout, stderr, status } = await run(
      ['triage', '--format', 'json', 'no*.txt', 'node4', 'node4/sglang.log'],
      '',
      { cwd: incident },
    );
    expect(status).toBe(2);
    expect(stderr).toContain('no*.txt: no file matches (check the pattern');
    expect(stderr).toContain('node4: is a directory (use --recursive');
    const { inputs } = JSON.parse(stdout.toString()) as TriageReport;
    const faulty = inputs.filter(({ fault }) => fault !== undefined).map(({ name }) => name);
    expect(faulty).toEqual(['no*.txt', 'node4']);
  });

  it.each([
    ['--since', 'some day', '--since needs a time'],
    ['--around', '-2h', '--since', '-3h', 'exclude each other'],
    ['--since', '-1h', '--until', '-2h', '--since lies behind --until'],
    ['--context', '-1', '--context needs a number of lines'],
  ])('refuses %s %s', async (...words) => {
    const { stdout, stderr, status } = await run(['triage', ...words.slice(0, -1), 'node4/sglang.log'], '', {
      cwd: incident,
    });
    expect(stderr).toContain(words.at(-1));
    expect(stdout.toString()).toBe('');
    expect(status).toBe(2);
  });

  it('prints one screen first, then the details, and writes reports beside it', async () => {
    const place = temporaryFolder();
    const reports = ['night.md', 'night.json', 'night.txt', 'night.html'].map((name) =>
      path.join(place, name),
    );
    const args = [
      '--timezone',
      'UTC',
      '--all',
      ...logs(incident),
      ...reports.flatMap((file) => ['--report', file]),
    ];
    const { stdout, stderr, status } = await run(['triage', ...args], '', {
      cwd: incident,
      env: { LC_ALL: 'C.UTF-8' },
    });
    expect(status, stderr).toBe(0);
    const text = stdout.toString();
    expect(text.replaceAll('\n', ' ')).toMatch(/^2026-\d\d-\d\d .* from 6 hosts, \d+ with a code /);
    expect(text.indexOf('\n1 incident\n')).toBeLessThan(text.indexOf('\nIncident 1: '));
    expect(text).toContain('only node4');
    expect(text).not.toContain('\x1b[');
    const [markdown, json, plain, html] = reports.map((file) => readFileSync(file, 'utf8'));
    expect(markdown).toMatch(/^# Incident triage\n/);
    expect((JSON.parse(json!) as TriageReport).incidents).toHaveLength(1);
    expect(plain).toBe(text);
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).toContain('mlx5_3');
  });

  it('refuses a report that it could not write before any log is read', async () => {
    const { stdout, stderr, status } = await run(['triage', '--report', 'night.pdf', 'nothing.log']);
    expect(status).toBe(2);
    expect(stdout.toString()).toBe('');
    expect(stderr).toBe(
      'mooncake-annotate: night.pdf: its suffix names no format of a report (end the name in .txt, .json, .md, .html, .htm)\n',
    );
  });

  it.each([
    ['incident', 1],
    ['ongoing || incident', 1],
    ['new', 0],
  ])(
    'with --fail-on %j ends with status %i, and with --quiet prints only then',
    async (condition, expected) => {
      const args = ['triage', '--timezone', 'UTC', '--quiet', '--fail-on', condition, ...logs(incident)];
      const { stdout, stderr, status } = await run(args, '', { cwd: incident });
      expect(status, stderr).toBe(expected);
      expect(stdout.length > 0).toBe(expected === 1);
    },
  );

  it('shows the details of one incident, and of all with what none explains', async () => {
    const one = await run(['triage', '--incident', '1', ...logs(incident)], '', { cwd: incident });
    expect(one.stdout.toString()).toMatch(/^Incident 1: /);
    const all = await run(['triage', '--all', ...logs(incident)], '', { cwd: incident });
    expect(all.stdout.toString()).toContain('\nIncident 1: ');
  });
});
