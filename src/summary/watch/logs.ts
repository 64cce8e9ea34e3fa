import { OTHER } from '../../tally/bounded-names.ts';
import { codeRows } from '../code-rows.ts';
import type { ReportLog, ReportPlace, SummaryReport } from '../summary-report.ts';
import { logName } from './log-name.ts';

/** What a summary read of each log, its rotated files taken together. */
export function logsOf(report: SummaryReport): readonly ReportLog[] {
  if (report.logs !== undefined) return report.logs;
  const logs = new Map<string, { name: string; lines: number; last: string | null; fault?: string }>();
  for (const { name: input, lines, last, fault } of report.inputs) {
    if (input === OTHER) continue;
    const name = logName(input);
    const log = logs.get(name) ?? { name, lines: 0, last: null };
    logs.set(name, log);
    log.lines += lines;
    if (last !== undefined && last !== null && (log.last === null || Date.parse(last) > Date.parse(log.last)))
      log.last = last;
    if (fault !== undefined) log.fault ??= fault;
  }
  return [...logs.values()];
}

/** How many findings each host's lines had, where lines name their host. */
export function hostsOf(report: SummaryReport): readonly ReportPlace[] {
  if (report.hosts !== undefined) return report.hosts;
  const hosts = new Map<string, number>();
  for (const { code } of codeRows(report)) {
    for (const { name, lines } of code.hosts) {
      if (name !== OTHER) hosts.set(name, (hosts.get(name) ?? 0) + lines);
    }
  }
  return [...hosts].map(([name, lines]) => ({ name, lines }));
}
