import type { Catalogue } from '../../catalogue/catalogue.ts';
import { type Code, type Component, isNormal, numberOf } from '../../catalogue/code.ts';
import { literalPattern } from '../../catalogue/place-pattern.ts';

/** The codes of a group, without those that mean success. */
interface CatalogueGroup {
  readonly component: Component;
  readonly group: string;
  readonly codes: readonly Code[];
}

/** All groups of error codes, in the order in which the catalogue has them. */
export function catalogueGroups({ codes }: Catalogue): readonly CatalogueGroup[] {
  const groups = new Map<string, { component: Component; group: string; codes: Code[] }>();
  for (const code of codes) {
    if (isNormal(code)) continue;
    const { component, group } = code;
    const key = `${component}\0${group}`;
    const known = groups.get(key) ?? { component, group, codes: [] };
    known.codes.push(code);
    groups.set(key, known);
  }
  return [...groups.values()];
}

/**
 * A query for Loki for each group: the lines that state one of its codes, by name or as a number behind a word that says that it
 * is a code. What a message implies is in no query: Loki has no table of messages.
 */
export function logqlQueries(catalogue: Catalogue): string {
  return catalogueGroups(catalogue)
    .map(
      ({ component, group, codes }) =>
        `# ${component} / ${group}\n{app="mooncake"} |~ ${backticked(codePattern(codes))}\n`,
    )
    .join('\n');
}

/** An expression of RE2's that finds lines that state one of some codes. */
export function codePattern(codes: readonly Code[]): string {
  const names = codes.flatMap(({ name, statusName, aliases = [] }) => [
    name,
    ...(statusName === undefined || statusName === name ? [] : [statusName]),
    ...aliases,
  ]);
  // A status of Tent is a small positive number, which says nothing in itself.
  const values = codes
    .filter(({ value, numberless }) => value < 0 && numberless !== true)
    .map(({ value }) => String(value));
  const stated = `\\b(?:${[...new Set(names)].map(literalPattern).join('|')})\\b`;
  if (values.length === 0) return stated;
  return `${stated}|(?i:error|code|ret|rc|status|result)\\w*[^\\w-]{1,4}(?:${values.join('|')})\\b`;
}

/** LogQL takes what stands between backticks as it is. */
function backticked(text: string): string {
  return `\`${text.replaceAll('`', '.')}\``;
}

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
    description: 'See mooncake-annotate explain {{ $labels.code }}. Needs summary --history or --against.',
  },
  {
    alert: 'MooncakeErrorSurge',
    expr: 'mooncake_errors_news{flag="surge"} == 1',
    severity: 'warning',
    summary: '{{ $labels.component }} {{ $labels.code }} comes more often than before',
    description: 'See mooncake-annotate explain {{ $labels.code }}. Needs summary --history or --against.',
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
