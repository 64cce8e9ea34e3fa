import type { Catalogue } from '../../catalogue/catalogue.ts';
import { numberOf } from '../../catalogue/code.ts';
import { catalogueGroups } from './catalogue-groups.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly severity: 'warning' | 'info';
  readonly summary: string;
  readonly description: string;
}

/** What a summary itself says is wrong. */
const rules: readonly Rule[] = [
  {
    alert: 'MooncakeErrorNew',
    expr: 'mooncake_errors_news{flag="new"} == 1',
    severity: 'warning',
    summary: '{{ $labels.component }} {{ $labels.code }} was not there before',
    description: 'See mooncake-annotate explain {{ $labels.code }}. Needs summary --history or --baseline.',
  },
  {
    alert: 'MooncakeErrorSurge',
    expr: 'mooncake_errors_news{flag="surge"} == 1',
    severity: 'warning',
    summary: '{{ $labels.component }} {{ $labels.code }} comes more often than before',
    description: 'See mooncake-annotate explain {{ $labels.code }}. Needs summary --history or --baseline.',
  },
  {
    alert: 'MooncakeLogsNoticed',
    expr: 'mooncake_log_notices > 0',
    severity: 'warning',
    summary: 'Logs of Mooncake: {{ $labels.kind }} ({{ $value }})',
    description: 'A log, a host or a night is silent, missed, repeated or duplicated.',
  },
  {
    alert: 'MooncakeLogsUnreadable',
    expr: 'mooncake_log_unreadable_inputs > 0',
    severity: 'warning',
    summary: '{{ $value }} logs of Mooncake could not be read',
    description: 'The counts are of what could be read.',
  },
  {
    alert: 'MooncakeSummaryOld',
    expr: 'time() - mooncake_log_end_timestamp_seconds > 36 * 3600',
    severity: 'warning',
    summary: 'No log of Mooncake was summed up for 36 hours',
    description: 'The nightly summary did not run, or its logs have no newer line.',
  },
];

/** Alerts on what `summary --report FILE.prom` writes, as a rule file of Prometheus: its own, and one for each group of codes. */
export function prometheusRules(catalogue: Catalogue): string {
  const groups = catalogueGroups(catalogue).map(
    ({ component, group, codes }): Rule => ({
      alert: `Mooncake${`${component} ${group}`.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next = '') => next.toUpperCase())}`,
      expr: `mooncake_errors_group_lines{component=${JSON.stringify(component)},group=${JSON.stringify(group)}} > 0`,
      severity: 'info',
      summary: `{{ $value }} lines report ${component} / ${group}`,
      description: codes
        .map((code) => (numberOf(code) === undefined ? code.name : `${code.name} (${code.value})`))
        .join(', '),
    }),
  );
  return [
    '# Alerts on the metrics of mooncake-annotate summary --report FILE.prom',
    'groups:',
    ...group('mooncake', rules),
    ...group('mooncake-groups', groups),
    '',
  ].join('\n');
}

function group(name: string, members: readonly Rule[]): string[] {
  return [
    `  - name: ${name}`,
    '    rules:',
    ...members.flatMap(({ alert, expr, severity, summary, description }) => [
      `      - alert: ${alert}`,
      `        expr: ${quoted(expr)}`,
      '        labels:',
      `          severity: ${severity}`,
      '        annotations:',
      `          summary: ${quoted(summary)}`,
      `          description: ${quoted(description)}`,
    ]),
  ];
}

/** A text in single quotes, in which YAML knows no escape but a doubled quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''").replaceAll('\n', ' ')}'`;
}
