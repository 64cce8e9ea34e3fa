import { OTHER } from '../../tally/bounded-names.ts';
import { codeRows } from '../code-rows.ts';
import type { ReportHost, ReportLog, SummaryReport } from '../summary-report.ts';

const date = String.raw`(?:19|20)\d\d-?[01]\d-?[0-3]\d`;
const time = String.raw`(?:[-_.T]?[0-2]\d[-:]?[0-5]\d(?:[-:]?[0-5]\d)?)?`;
/** What rotation puts behind a name: a number, a date, seconds since 1970, the process, and how it was
 * compressed. The last number of an IP address is none of that. */
const suffix = new RegExp(
  String.raw`(?:\.(?:gz|zst|zstd|bz2|xz|old)|(?<!\d\.\d{1,3}\.\d{1,3})\.\d{1,4}|[-._]?${date}${time}(?:[-._]\d{1,10})?)$`,
  'i',
);
const within = new RegExp(`${date}${time}(?!\\d)`, 'g');

/**
 * The name of the log that a file belongs to, which rotation does not change: `store.log` of `store.log.1`,
 * `store.log-20260730.gz` and `store.log`; `node-1/*.log` of `node-1/2026-07-30.log`, whose date stands within.
 *
 * @param input a file's name as the caller gave it
 */
export function logName(input: string): string {
  let name = input;
  for (let shorter = name.replace(suffix, ''); shorter !== name && named(shorter); ) {
    name = shorter;
    shorter = name.replace(suffix, '');
  }
  return name.replace(within, '*');
}

/** Whether anything is left of the file's own name. */
function named(path: string): boolean {
  return !/(?:^|\/)\.*$/.test(path);
}

/** What a summary read of each log, its rotated files taken together. */
export function logsOf(report: SummaryReport): readonly ReportLog[] {
  if (report.logs !== undefined) return report.logs;
  const logs = new Map<
    string,
    { name: string; lines: number; last: string | null; ended?: string; fault?: string }
  >();
  for (const { name: input, lines, last, ended, fault } of report.inputs) {
    if (input === OTHER) continue;
    const name = logName(input);
    const log = logs.get(name) ?? { name, lines: 0, last: null };
    logs.set(name, log);
    log.lines += lines;
    if (isLater(last, log.last)) log.last = last!;
    if (isLater(ended, log.ended)) log.ended = ended!;
    if (fault !== undefined) log.fault ??= fault;
  }
  return [...logs.values()];
}

function isLater(one: string | null | undefined, other: string | null | undefined): boolean {
  if (one === null || one === undefined) return false;
  return other === null || other === undefined || Date.parse(one) > Date.parse(other);
}

/** How many findings each host's lines had, where lines name their host, and what the last of them was. */
export function loggedHosts(report: SummaryReport): readonly ReportHost[] {
  if (report.hosts !== undefined) return report.hosts;
  const hosts = new Map<string, number>();
  for (const { code } of codeRows(report)) {
    for (const { name, lines } of code.hosts) {
      if (name !== OTHER) hosts.set(name, (hosts.get(name) ?? 0) + lines);
    }
  }
  return [...hosts].map(([name, lines]) => ({ name, lines }));
}
