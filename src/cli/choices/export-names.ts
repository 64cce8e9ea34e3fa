/** What `export` makes; the forms themselves are loaded only where one is asked for. */
export const exportNames = [
  'lnav',
  'lnav-codes',
  'patterndb',
  'prometheus-rules',
  'grafana',
  'clickhouse',
  'logql',
] as const;

/** A form that something is exported in. */
export type ExportName = (typeof exportNames)[number];
