import type { NoticeKind, SummaryReport } from '../../summary/summary-report.ts';
import { logsOf } from '../../summary/watch/logs.ts';
import { type Metric, type MetricSample, prometheusText } from './prometheus-text.ts';
import { type SummaryRow, summaryGroups } from './summary-rows.ts';
import { inputCountOf } from './summary-totals.ts';

/** How many codes get series of their own; further ones, least frequent first, are added up as the code `other`. */
const mostCodes = 500;
/** The same for values that the catalogue lacks, which come from the logs alone and so may be any. */
const mostUncatalogued = 50;
/** How many logs have series of their own: the first ones by name. */
const mostLogs = 100;

const noticeKinds: readonly NoticeKind[] = ['silent', 'missed', 'repeated', 'duplicated'];

/**
 * The summary as metrics for node_exporter's textfile collector.
 *
 * That collector parses Prometheus's text format and nothing of OpenMetrics that goes beyond it (types such as `info`;
 * times are refused), so this is the part that both share but for the closing `# EOF`, which OpenMetrics asks for. All are
 * gauges: each file tells of one run, and the next may tell of fewer lines, which a counter must not.
 */
export function summaryOpenMetrics(report: SummaryReport): string {
  const rows = summaryGroups(report).flatMap((group) => group.rows);
  const codes = bounded(rows);
  const { severities, range, inputs, notices = [] } = report;
  const logs = logsOf(report).slice(0, mostLogs);
  const metrics: Metric[] = [
    {
      name: 'mooncake_errors_lines',
      help: 'Log lines that report an error code, by how they do: stated, or implied by the message.',
      samples: codes.flatMap(({ labels, stated, implied }) => [
        { labels: { ...labels, evidence: 'stated' }, value: stated },
        { labels: { ...labels, evidence: 'implied' }, value: implied },
      ]),
    },
    {
      name: 'mooncake_errors_last_seen_timestamp_seconds',
      help: 'Time of the last log line that reports the error code.',
      samples: codes.flatMap(({ labels, last }) =>
        last === undefined ? [] : [{ labels, value: last / 1000 }],
      ),
    },
    {
      name: 'mooncake_errors_group_lines',
      help: 'Log lines that report any error code of a group.',
      samples: groupSamples(report),
    },
    single('mooncake_errors_found_lines', 'Log lines that report at least one error code.', report.found),
    ...newsMetrics(report, codes),
    single('mooncake_log_read_lines', 'Log lines read.', report.lines + (report.otherLines ?? 0)),
    single('mooncake_log_read_bytes', 'Bytes of logs read, decompressed.', report.bytes),
    {
      name: 'mooncake_log_severity_lines',
      help: 'Log lines by the severity in their glog header.',
      samples: Object.entries(severities).map(([severity, value]) => ({ labels: { severity }, value })),
    },
    ...time('mooncake_log_start_timestamp_seconds', 'Time of the first log line.', range.from),
    ...time('mooncake_log_end_timestamp_seconds', 'Time of the last log line.', range.to),
    {
      name: 'mooncake_log_last_seconds',
      help: 'Time of the last line of each log, its rotated files taken together, in the range asked for, else of its last line.',
      samples: logs.flatMap(({ name: input, last, ended }) => {
        const end = last ?? ended;
        return end === undefined ? [] : [{ labels: { input }, value: Date.parse(end) / 1000 }];
      }),
    },
    {
      name: 'mooncake_log_lines',
      help: 'Lines of each log in the range asked for.',
      samples: logs.map(({ name: input, lines: value }) => ({ labels: { input }, value })),
    },
    {
      name: 'mooncake_log_notices',
      help: 'Logs, hosts and nights that are silent, missed, repeated or duplicated.',
      samples: noticeKinds.map((kind) => ({
        labels: { kind },
        value: notices.filter((notice) => notice.kind === kind).length,
      })),
    },
    single('mooncake_log_inputs', 'Logs named to be read.', inputCountOf(report)),
    single(
      'mooncake_log_unreadable_inputs',
      'Logs that could not be read, or not to their end.',
      inputs.filter(({ fault }) => fault !== undefined).length,
    ),
  ];
  return prometheusText(metrics);
}

interface CodeSeries {
  readonly labels: Readonly<Record<'component' | 'group' | 'code' | 'value', string>>;
  stated: number;
  implied: number;
  last: number | undefined;
  flag: string | undefined;
  expected: number | undefined;
}

/** The series of codes; beyond a bound those of a group become one, so that no log can make up labels without end. */
function bounded(rows: readonly SummaryRow[]): CodeSeries[] {
  const series = new Map<string, CodeSeries>();
  let known = 0;
  let uncatalogued = 0;
  for (const row of [...rows].sort((a, b) => b.code.lines - a.code.lines)) {
    const own =
      row.group === 'Uncatalogued' || row.component === 'Ambiguous'
        ? uncatalogued++ < mostUncatalogued
        : known++ < mostCodes;
    addTo(series, row, own);
  }
  return [...series.values()];
}

function addTo(
  series: Map<string, CodeSeries>,
  { component, group, code, news }: SummaryRow,
  own: boolean,
): void {
  const labels = {
    component,
    group,
    code: own ? code.name : 'other',
    value: own && code.value !== null ? String(code.value) : '',
  };
  const key = JSON.stringify(labels);
  const last = code.last === null ? undefined : Date.parse(code.last);
  const same = series.get(key);
  if (same === undefined) {
    const { flag, expected } = own && news !== undefined ? news : {};
    series.set(key, { labels, stated: code.stated, implied: code.implied, last, flag, expected });
    return;
  }
  same.stated += code.stated;
  same.implied += code.implied;
  if (last !== undefined) same.last = Math.max(last, same.last ?? last);
}

function groupSamples(report: SummaryReport): MetricSample[] {
  return summaryGroups(report).map(({ component, group, lines }) => ({
    labels: { component, group },
    value: lines,
  }));
}

function newsMetrics(report: SummaryReport, codes: readonly CodeSeries[]): Metric[] {
  if (report.news === undefined) return [];
  return [
    {
      name: 'mooncake_errors_expected_lines',
      help: 'Log lines that the baseline of earlier summaries lets expect.',
      samples: codes.flatMap(({ labels, expected }) =>
        expected === undefined ? [] : [{ labels, value: expected }],
      ),
    },
    {
      name: 'mooncake_errors_news',
      help: 'Whether an error code is news against the baseline: new, a surge, or gone.',
      samples: codes.flatMap(({ labels, flag }) =>
        flag === 'new' || flag === 'surge' || flag === 'gone'
          ? [{ labels: { ...labels, flag }, value: 1 }]
          : [],
      ),
    },
    single(
      'mooncake_errors_baseline_summaries',
      'Earlier summaries in the baseline.',
      report.news.baseline.summaries,
    ),
  ];
}

function single(name: string, help: string, value: number): Metric {
  return { name, help, samples: [{ value }] };
}

function time(name: string, help: string, iso: string | null): Metric[] {
  return iso === null ? [] : [single(name, help, Date.parse(iso) / 1000)];
}
