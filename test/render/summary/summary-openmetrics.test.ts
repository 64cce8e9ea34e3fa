import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryOpenMetrics } from '../../../src/render/summary/summary-openmetrics.ts';
import type { SummaryReport } from '../../../src/summary/summary-report.ts';
import { lacks } from '../../tools.ts';
import { type ReadSample, readPrometheusText } from './prometheus-grammar.ts';
import { anyReport, codeNews, reportCode, summaryReport } from './summary-documents.ts';

function samplesOf(report: SummaryReport, name: string): ReadSample[] {
  return readPrometheusText(summaryOpenMetrics(report)).filter((sample) => sample.name === name);
}

const withNews = summaryReport({
  news: {
    baseline: { summaries: 14, hours: 8 },
    rule: 'a rule',
    codes: [codeNews(), codeNews({ name: 'RPC_FAIL', group: 'RPC', value: -900, flag: 'gone', lines: 0 })],
  },
});

const codeLabels = { component: 'Store', group: 'Transfer', code: 'TRANSFER_FAIL', value: '-800' };

describe('a summary as metrics', () => {
  it('counts lines per code, those that state it and those that imply it apart', () => {
    expect(samplesOf(summaryReport(), 'mooncake_errors_lines')).toEqual([
      { name: 'mooncake_errors_lines', labels: { ...codeLabels, evidence: 'stated' }, value: 20 },
      { name: 'mooncake_errors_lines', labels: { ...codeLabels, evidence: 'implied' }, value: 10 },
    ]);
  });

  it('tells times in seconds since 1970', () => {
    expect(samplesOf(summaryReport(), 'mooncake_errors_last_seen_timestamp_seconds')).toEqual([
      {
        name: 'mooncake_errors_last_seen_timestamp_seconds',
        labels: codeLabels,
        value: Date.parse('2026-07-30T03:59:10Z') / 1000,
      },
    ]);
    expect(samplesOf(summaryReport(), 'mooncake_log_end_timestamp_seconds')[0]!.value).toBe(
      Date.parse('2026-07-30T04:00:00Z') / 1000,
    );
  });

  it('tells what was read, and how many inputs could not be', () => {
    const inputs = [
      { name: 'a', lines: 1000, bytes: 160_000, found: 40, unstamped: 0 },
      { name: 'b', lines: 0, bytes: 0, found: 0, unstamped: 0, fault: 'no such file' },
      { name: 'other', lines: 0, bytes: 0, found: 0, unstamped: 0 },
    ];
    const values = Object.fromEntries(
      readPrometheusText(summaryOpenMetrics(summaryReport({ inputs, inputCount: 202 }))).map(
        ({ name, labels, value }) => [name + (labels.severity ?? ''), value],
      ),
    );
    expect(values).toMatchObject({
      mooncake_log_read_lines: 1000,
      mooncake_log_read_bytes: 160_000,
      mooncake_log_severity_linesE: 40,
      mooncake_log_severity_linesother: 955,
      mooncake_log_inputs: 202,
      mooncake_log_unreadable_inputs: 1,
    });
  });

  it('tells what is news and what was expected', () => {
    expect(
      samplesOf(withNews, 'mooncake_errors_news').map(({ labels }) => [labels.code, labels.flag]),
    ).toEqual([
      ['TRANSFER_FAIL', 'surge'],
      ['RPC_FAIL', 'gone'],
    ]);
    expect(samplesOf(withNews, 'mooncake_errors_expected_lines')[0]!.value).toBe(7.5);
    expect(samplesOf(summaryReport(), 'mooncake_errors_news')).toEqual([]);
  });

  it('leaves times out where no line has one', () => {
    const report = summaryReport({ range: { from: null, to: null }, groups: [] });
    expect(summaryOpenMetrics(report)).not.toContain('timestamp');
  });

  it('bounds how many series values from logs can make, and loses no line by that', () => {
    const uncatalogued = Array.from({ length: 3000 }, (_, index) => ({
      component: 'Store',
      ...reportCode({ name: `-${index + 5000}`, value: -index - 5000, lines: 3, stated: 2, implied: 1 }),
    }));
    const samples = samplesOf(summaryReport({ groups: [], uncatalogued }), 'mooncake_errors_lines');
    expect(samples).toHaveLength(2 * 51);
    expect(samples.reduce((sum, { value }) => sum + value, 0)).toBe(9000);
    expect(samples.at(-1)!.labels).toMatchObject({ group: 'Uncatalogued', code: 'other', value: '' });
  });

  it('keeps to the grammar and gives its labels back, whatever its texts are', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const lines = samplesOf(report, 'mooncake_errors_lines');
        for (const { component, group, codes } of report.groups)
          for (const { name, value } of codes)
            expect(lines.map(({ labels }) => labels)).toContainEqual({
              component,
              group,
              code: name,
              value: value === null ? '' : String(value),
              evidence: 'stated',
            });
      }),
    );
  });

  it.skipIf(lacks('promtool'))('passes promtool (needs promtool)', () => {
    const quoted = reportCode({ name: 'say "\\n" 漢' });
    for (const report of [
      withNews,
      summaryReport({ range: { from: null, to: null }, groups: [] }),
      summaryReport({ groups: [{ component: 'Own', group: 'C:\\', lines: 1, codes: [quoted] }] }),
    ]) {
      const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
        input: summaryOpenMetrics(report),
        encoding: 'utf8',
      });
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    }
  });
});
