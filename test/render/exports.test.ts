import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { parse } from 'yaml';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { isNormal } from '../../src/catalogue/code.ts';
import { exportNames } from '../../src/cli/flags/command-flags.ts';
import { catalogueGroups, codePattern } from '../../src/render/exports/group-rules.ts';
import { exports } from '../../src/render/exports/index.ts';
import { lacks } from '../tools.ts';

const catalogue = builtInCatalogue();
const folder = mkdtempSync(path.join(tmpdir(), 'exports-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a tool on files; skips the test where it is not installed. */
function tool(context: TestContext, name: string, args: readonly string[]): ReturnType<typeof run> {
  if (lacks(name)) context.skip();
  return run(name, args);
}

function run(name: string, args: readonly string[]) {
  const env = { ...process.env, HOME: folder };
  return spawnSync(name, args, { encoding: 'utf8', cwd: folder, env, timeout: 60_000 });
}

function file(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return name;
}

describe('what is exported', () => {
  it('has the names that the command takes', () => {
    expect(Object.keys(exports)).toEqual([...exportNames]);
  });

  it('for lnav is a format whose samples lnav reads, and a table of the codes (needs lnav)', (context) => {
    const text = exports.lnav(catalogue);
    expect(JSON.parse(text).mooncake_glog.sample.length).toBeGreaterThan(30);
    const installed = tool(context, 'lnav', ['-i', file('mooncake.json', text)]);
    expect({ status: installed.status, stderr: installed.stderr }).toMatchObject({ status: 0 });
    expect(run('lnav', ['-C'])).toMatchObject({ status: 0, stderr: '' });
    const log = file('store.log', 'E20260730 02:14:10.220114 4133 a.cpp:6] put failed: -704\n');
    const codes = file('codes.lnav', exports['lnav-codes'](catalogue));
    const query = ';SELECT name, log_level FROM mooncake_codes, mooncake_glog WHERE value = -704';
    expect(run('lnav', ['-n', '-f', codes, '-c', query, log]).stdout).toMatch(/OBJECT_NOT_FOUND\s+error/);
  });

  it('for syslog-ng is a pattern database whose examples get their codes (needs pdbtool)', (context) => {
    const text = exports.patterndb(catalogue);
    expect(text.split('<rule ').length).toBeGreaterThan(1000);
    const { status, stdout } = tool(context, 'pdbtool', ['test', file('patterns.xml', text)]);
    expect(stdout).not.toContain('Wrong match');
    expect(status).toBe(0);
  });

  it('for Prometheus are rules that fire on what a summary writes (needs promtool)', (context) => {
    const text = exports['prometheus-rules'](catalogue);
    const { groups } = parse(text) as { groups: { rules: { alert: string }[] }[] };
    const alerts = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    expect(new Set(alerts).size).toBe(alerts.length);
    expect(alerts).toContain('MooncakeStoreTransfer');
    file('rules.yml', text);
    expect(tool(context, 'promtool', ['check', 'rules', 'rules.yml'])).toMatchObject({ status: 0 });
    const fires = (series: string, alertname: string, labels: object) => ({
      interval: '1m',
      input_series: [{ series, values: '2x10' }],
      alert_rule_test: [{ eval_time: '5m', alertname, exp_alerts: [{ exp_labels: labels }] }],
    });
    const tests = {
      rule_files: ['rules.yml'],
      tests: [
        fires('mooncake_errors_group_lines{component="Store",group="Transfer"}', 'MooncakeStoreTransfer', {
          severity: 'info',
          component: 'Store',
          group: 'Transfer',
        }),
        fires('mooncake_log_unreadable_inputs', 'MooncakeLogsUnreadable', { severity: 'warning' }),
      ],
    };
    // Annotations are not what is tested: they are taken from what was found.
    const { stdout, stderr } = run('promtool', ['test', 'rules', file('tests.yml', JSON.stringify(tests))]);
    expect(stdout + stderr).toContain('alertname="MooncakeStoreTransfer"');
    expect(stdout + stderr).toContain('alertname="MooncakeLogsUnreadable"');
  });

  it('for Grafana asks for metrics that a summary writes', async () => {
    const { panels } = JSON.parse(exports.grafana()) as {
      panels: { targets: { expr: string }[] }[];
    };
    const { readFileSync } = await import('node:fs');
    const written = readFileSync(
      new URL('../../src/render/summary/summary-openmetrics.ts', import.meta.url),
      'utf8',
    );
    const asked = `${JSON.stringify(panels)} ${exports['prometheus-rules'](catalogue)}`;
    for (const [metric] of asked.matchAll(/mooncake_[a-z_]+/g)) expect(written).toContain(`'${metric}'`);
  });

  it('for ClickHouse is a table that takes records, and queries that it answers (needs chdb)', (context) => {
    const [table, ...queries] = exports.clickhouse().split(/;\n/);
    const record = {
      level: 50,
      time: 1785377650220,
      input: 'a.log',
      line: 3,
      msg: 'put failed',
      codes: [
        {
          component: 'Store',
          group: 'Transfer',
          name: 'TRANSFER_FAIL',
          value: -800,
          description: 'x',
          evidence: 'name',
          readings: [],
        },
      ],
    };
    const script = file(
      'try.py',
      `import sys
try:
    from chdb import session
except ImportError:
    sys.exit(77)
chdb = session.Session()
chdb.query("CREATE DATABASE t"); chdb.query("USE t")
chdb.query(${JSON.stringify(table)})
chdb.query("INSERT INTO mooncake_lines SETTINGS input_format_skip_unknown_fields=1, input_format_json_ignore_unknown_keys_in_named_tuple=1 FORMAT JSONEachRow " + ${JSON.stringify(JSON.stringify(record))})
for query in ${JSON.stringify(queries.filter((query) => query.trim() !== ''))}:
    print(chdb.query(query))
`,
    );
    const { status, stdout, stderr } = run(process.env.CHDB_PYTHON ?? 'python3', [script]);
    if (status === 77 || status === null) context.skip();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const rows = stdout.trim().split('\n');
    expect(rows[0]).toBe('"2026-07-30 02:00:00","Store","Transfer",1');
    expect(rows.join()).toContain('"TRANSFER_FAIL",-800,"a.log",1,"2026-07-30 02:14:10.220"');
    expect(rows.at(-1)).toBe('"2026-07-30 02:14:10.220","a.log",3,"","put failed"');
  });

  it('for Loki finds the lines that state a code, group by group', () => {
    const text = exports.logql(catalogue);
    for (const { component, group, codes } of catalogueGroups(catalogue)) {
      const query = text.split('\n\n').find((part) => part.startsWith(`# ${component} / ${group}\n`))!;
      expect(query).toContain('{app="mooncake"} |~ `');
      // JavaScript has no flags within a group before Node 23.
      const pattern = new RegExp(codePattern(codes).replaceAll('(?i:', '(?:'), 'i');
      for (const { name, value } of codes) {
        expect(`put failed: ${name}, x`).toMatch(pattern);
        if (value < 0) expect(`put failed, error_code: ${value}`).toMatch(pattern);
        expect(`put failed, took ${value} ms`).not.toMatch(pattern);
      }
    }
    expect(catalogueGroups(catalogue).flatMap(({ codes }) => codes)).toEqual(
      expect.arrayContaining(catalogue.codes.filter((code) => !isNormal(code))),
    );
  });
});
