import { OTHER } from '../../tally/bounded-names.ts';
import type { ReportCode, SummaryReport } from '../summary-report.ts';
import { loggedHosts, logsOf } from '../watch/logs.ts';

/** Inputs beyond so many are one in a compact summary. */
const mostInputs = 50;

/** So many logs and hosts are kept, the first by name, of which is told when they fall silent. */
const mostLogs = 100;

/**
 * A summary without what only a reader of that very night needs: a valid summary with all its counts, but without
 * buckets, places, samples and news. Some kilobytes, however much was counted.
 */
export function compactReport({ news: _news, notices: _notices, ...report }: SummaryReport): SummaryReport {
  return {
    ...report,
    ...compactInputs(report),
    logs: firstOf(logsOf(report)),
    hosts: firstOf(loggedHosts(report)),
    groups: report.groups.map((group) => ({ ...group, codes: group.codes.map(compactCode) })),
    ambiguous: report.ambiguous.map(compactCode),
    uncatalogued: report.uncatalogued.map((code) => ({
      component: code.component,
      ...compactCode(code),
    })),
  };
}

function firstOf<Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] {
  return all.length <= mostLogs ? all : all.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, mostLogs);
}

// Shared, since a history is many of these.
const nowhere: readonly never[] = [];

function compactCode(code: ReportCode): ReportCode {
  return {
    ...code,
    buckets: { width: code.buckets.width, counts: nowhere },
    inputs: nowhere,
    hosts: nowhere,
    sources: nowhere,
    sample: null,
  };
}

function compactInputs({
  inputs,
  inputCount,
}: Omit<SummaryReport, 'news' | 'notices'>): Pick<SummaryReport, 'inputs'> & { foldedInputs?: number } {
  if (inputs.length <= mostInputs) return { inputs };
  const rest = inputs.slice(mostInputs);
  const sum = (key: 'lines' | 'bytes' | 'found' | 'unstamped'): number =>
    rest.reduce((total, input) => total + input[key], 0);
  const fault = rest.find((input) => input.fault !== undefined)?.fault;
  const other = {
    name: OTHER,
    lines: sum('lines'),
    bytes: sum('bytes'),
    found: sum('found'),
    unstamped: sum('unstamped'),
    ...(fault === undefined ? {} : { fault }),
  };
  return {
    inputs: [...inputs.slice(0, mostInputs), other],
    foldedInputs: (inputCount ?? inputs.length) - mostInputs,
  };
}
