/** The catalogue in the form of tools that read logs or their counts. To add a tool, write a file here and name it, also in src/cli/flags/command-flags.ts. */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { clickhouseTable } from './clickhouse.ts';
import { grafanaDashboard } from './grafana.ts';
import { logqlQueries, prometheusRules } from './group-rules.ts';
import { lnavCodes, lnavFormat } from './lnav.ts';
import { patternDatabase } from './patterndb.ts';

/** What is exported, by name. */
export const exports = {
  lnav: lnavFormat,
  'lnav-codes': lnavCodes,
  patterndb: patternDatabase,
  'prometheus-rules': prometheusRules,
  grafana: grafanaDashboard,
  clickhouse: clickhouseTable,
  logql: logqlQueries,
} as const satisfies Readonly<Record<string, (catalogue: Catalogue) => string>>;
