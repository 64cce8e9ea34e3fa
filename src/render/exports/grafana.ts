/** A dashboard of Grafana's for the metrics of `summary --report FILE.prom`. */
export function grafanaDashboard(): string {
  const dashboard = {
    title: 'Mooncake errors',
    uid: 'mooncake-annotate',
    tags: ['mooncake'],
    schemaVersion: 39,
    timezone: 'browser',
    time: { from: 'now-14d', to: 'now' },
    templating: {
      list: [{ name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' }],
    },
    panels: [
      panel(1, 'stat', 'Lines with a code', { x: 0, y: 0, w: 6, h: 4 }, ['sum(mooncake_errors_found_lines)']),
      panel(2, 'stat', 'Codes that are news', { x: 6, y: 0, w: 6, h: 4 }, [
        'count(mooncake_errors_news) or vector(0)',
      ]),
      panel(3, 'stat', 'Logs that could not be read', { x: 12, y: 0, w: 6, h: 4 }, [
        'sum(mooncake_log_unreadable_inputs)',
      ]),
      panel(4, 'stat', 'Hours since the newest line', { x: 18, y: 0, w: 6, h: 4 }, [
        '(time() - max(mooncake_log_end_timestamp_seconds)) / 3600',
      ]),
      panel(
        5,
        'timeseries',
        'Lines by group',
        { x: 0, y: 4, w: 24, h: 9 },
        ['sum by (component, group) (mooncake_errors_group_lines)'],
        '{{component}} / {{group}}',
      ),
      panel(
        6,
        'bargauge',
        'Most frequent codes',
        { x: 0, y: 13, w: 12, h: 10 },
        ['topk(15, sum by (component, code) (mooncake_errors_lines))'],
        '{{component}} {{code}}',
      ),
      panel(
        7,
        'timeseries',
        'News',
        { x: 12, y: 13, w: 12, h: 10 },
        ['sum by (component, code, flag) (mooncake_errors_news)'],
        '{{flag}}: {{component}} {{code}}',
      ),
    ],
  };
  return `${JSON.stringify(dashboard, undefined, 2)}\n`;
}

function panel(
  id: number,
  type: string,
  title: string,
  gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number },
  expressions: readonly string[],
  legendFormat = '__auto',
): object {
  return {
    id,
    type,
    title,
    gridPos,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana puts the variable in.
    datasource: { type: 'prometheus', uid: '${datasource}' },
    targets: expressions.map((expr, index) => ({
      refId: String.fromCharCode(65 + index),
      expr,
      legendFormat,
      instant: type !== 'timeseries',
    })),
  };
}
