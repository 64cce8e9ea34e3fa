import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SummaryReport } from '../../src/summary/summary-report.ts';
import type { Calendar } from './calendar.ts';
import type { PlantedEvent } from './events.ts';
import type { RunAt, RunResult } from './program-run.ts';

const condition = 'new || surge || gone || silent || missed || repeated || duplicated || unreadable';

/** What a way of calling says of one night. */
export interface Night extends RunResult {
  readonly report: SummaryReport;
  /** Which time it was to count, in epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly runs: number;
}

/** Where and when a night is counted. */
export interface Moment {
  readonly folder: string;
  /** The hosts' names. */
  readonly hosts: readonly string[];
  readonly calendar: Calendar;
  readonly day: number;
  readonly now: number;
  readonly runAt: RunAt;
}

/** A way in which operators have their nights counted. */
export interface Way {
  readonly name: string;
  /** Whether it counts at midnight, not in the morning. */
  readonly atMidnight?: boolean;
  /** Whether this way can tell of an event: one that goes on where it stopped misses no night, and counts none twice. */
  tells(event: PlantedEvent): boolean;
  /** Counts the night after a day. */
  count(moment: Moment): Promise<Night>;
}

/** How the README's crontab and unit call it: yesterday, with all rotated files, of all hosts. */
const yesterday: Way = {
  name: "--since yesterday --until today 'host-*.log*'",
  tells: () => true,
  async count({ folder, calendar, day, now, runAt }) {
    const result = await runAt(now, folder, [
      ...['summary', '--quiet', '--since', 'yesterday', '--until', 'today', '--history', 'yesterday.ndjson'],
      ...['--report', 'yesterday.json', '--fail-on', condition, 'host-*.log*'],
    ]);
    const range = { from: calendar.timeOf(day), to: calendar.timeOf(day + 1) };
    return { ...result, report: read(folder, 'yesterday.json'), ...range, runs: 1 };
  },
};

/** From where the last night ended until midnight, on two threads. */
const sinceLast: Way = {
  name: "--since last --until today --jobs 2 'host-*.log*'",
  tells: ({ run }) => run === undefined,
  async count({ folder, calendar, day, now, runAt }) {
    const result = await runAt(now, folder, [
      ...['summary', '--quiet', '--since', 'last', '--until', 'today', '--history', 'last.ndjson'],
      ...['--jobs', '2', '--report', 'last.json', '--fail-on', condition, 'host-*.log*'],
    ]);
    const report = read(folder, 'last.json');
    // The first one goes a day back, and one behind a night without a run begins earlier.
    return {
      ...result,
      report,
      from: Date.parse(report.chosen!.since!),
      to: calendar.timeOf(day + 1),
      runs: 1,
    };
  },
};

/** What came into each host's log since the last night, wherever rotation put it. */
const goneOn: Way = {
  name: '--checkpoint with --history host-1.log host-2.log ...',
  atMidnight: true,
  // It does not look at copies and old files, and needs no stamps. A log that is not there is a fault of what was named.
  tells: ({ run, copied, files, unstamped }) =>
    run === undefined && copied === undefined && files === undefined && unstamped === undefined,
  async count({ folder, hosts, now, runAt }) {
    const result = await runAt(now, folder, [
      ...['summary', '--quiet', '--checkpoint', 'checkpoint', '--history', 'checkpoint.ndjson'],
      ...['--report', 'checkpoint.json', '--fail-on', condition, ...hosts.map((host) => `${host}.log`)],
    ]);
    const report = read(folder, 'checkpoint.json');
    const since = report.chosen?.since ?? null;
    return { ...result, report, from: since === null ? 0 : Date.parse(since), to: now, runs: 1 };
  },
};

/** Each host makes a document, which are added up. */
const merged: Way = {
  name: 'summary --format json on each host, then merge',
  // Each host reads its own log alone; that a host sent no document is for those to tell who fetch it.
  tells: ({ copied }) => copied === undefined || copied.how === 'compressed copy',
  async count({ folder, hosts, calendar, day, now, runAt }) {
    const documents: string[] = [];
    for (const host of hosts) {
      const document = path.join(folder, `${host}.json`);
      rmSync(document, { force: true });
      if (!existsSync(path.join(folder, `${host}.log`))) continue;
      const { stdout } = await runAt(now, folder, [
        ...['summary', '--format', 'json', '--since', 'yesterday', '--until', 'today', `${host}.log*`],
      ]);
      writeFileSync(document, stdout);
      documents.push(`${host}.json`);
    }
    const result = await runAt(now, folder, [
      ...['merge', '--quiet', '--history', 'merged.ndjson', '--report', 'merged.json'],
      ...['--fail-on', condition, ...documents],
    ]);
    const range = { from: calendar.timeOf(day), to: calendar.timeOf(day + 1) };
    return { ...result, report: read(folder, 'merged.json'), ...range, runs: 1 + documents.length };
  },
};

/** All ways, each of which keeps a history of its own. */
export function allWays(): readonly Way[] {
  return [yesterday, sinceLast, goneOn, merged];
}

function read(folder: string, name: string): SummaryReport {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as SummaryReport;
}
