import { labelValue } from '../summary/prometheus-text.ts';

/** What passed through a process since it began. */
interface StreamTotals {
  readonly messages: number;
  readonly lines: number;
  readonly found: number;
  readonly unreadable: number;
  readonly errors: number;
  readonly rebalances: number;
  /** Lines with a finding by component and group, joined by NUL. */
  readonly groups: ReadonlyMap<string, number>;
  /** Messages that wait, by partition. */
  readonly lag: ReadonlyMap<number, number>;
}

/** The content type of OpenMetrics 1.0. */
export const openMetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** The totals as OpenMetrics, for a scrape. */
export function streamMetrics(totals: StreamTotals): string {
  const counter = (name: string, help: string, value: number): string =>
    `${head(name, 'counter', help)}${name}_total ${value}\n`;
  const groups = [...totals.groups].map(([key, lines]) => {
    const [component, group] = key.split('\0') as [string, string];
    return `mooncake_stream_group_lines_total{component="${labelValue(component)}",group="${labelValue(group)}"} ${lines}\n`;
  });
  const lag = [...totals.lag].map(
    ([partition, messages]) => `mooncake_stream_lag_messages{partition="${partition}"} ${messages}\n`,
  );
  return [
    counter('mooncake_stream_messages', 'Messages read and written.', totals.messages),
    counter('mooncake_stream_lines', 'Log lines read.', totals.lines),
    counter('mooncake_stream_found_lines', 'Log lines that report an error code.', totals.found),
    counter('mooncake_stream_unreadable_messages', 'Messages that could not be read.', totals.unreadable),
    counter('mooncake_stream_errors', 'What failed and was tried again.', totals.errors),
    counter('mooncake_stream_rebalances', 'How often the group gave out partitions.', totals.rebalances),
    head('mooncake_stream_group_lines', 'counter', 'Log lines that report any error code of a group.'),
    ...groups,
    head('mooncake_stream_lag_messages', 'gauge', 'Messages of a partition that wait.'),
    ...lag,
    '# EOF\n',
  ].join('');
}

function head(name: string, type: 'counter' | 'gauge', help: string): string {
  return `# TYPE ${name} ${type}\n# HELP ${name} ${help}\n`;
}
