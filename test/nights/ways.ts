import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SummaryReport } from '../../src/summary/summary-report.ts';
import { timeOf } from './calendar.ts';
import type { PlantedEvent } from './events.ts';
import type { RunResult } from './program-run.ts';
import { runAt } from './program-run.ts';

const condition = 'new || surge || gone || silent || missed || repeated || duplicated';

/** What a way of calling says of one night. */
export interface Night extends RunResult {
  readonly report: SummaryReport;
  /** Which time it was to count, in epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly runs: number;
}

/** A way in which operators have their nights counted. */
export interface Way {
  readonly name: string;
  /** Whether this way can tell of an event: one that goes on where it stopped misses no night, and counts none twice. */
  tells(event: PlantedEvent): boolean;
  /** Counts in a folder the night after a day, at this time. */
  count(folder: string, day: number, now: number): Night;
}

/** How the README's crontab and unit call it: yesterday, with all rotated files, of all hosts. */
const yesterday: Way = {
  name: "--since yesterday --until today 'host-*.log*'",
  tells: () => true,
  count(folder, day, now) {
    const result = runAt(now, folder, [
      ...['summary', '--quiet', '--since', 'yesterday', '--until', 'today', '--history', 'yesterday.ndjson'],
      ...['--report', 'yesterday.json', '--fail-on', condition, 'host-*.log*'],
    ]);
    return {
      ...result,
      report: read(folder, 'yesterday.json'),
      from: timeOf(day),
      to: timeOf(day + 1),
      runs: 1,
    };
  },
};

/** From where the last night ended until midnight. */
const sinceLast: Way = {
  name: "--since last --until today 'host-*.log*'",
  tells: ({ run }) => run === undefined,
  count(folder, day, now) {
    const result = runAt(now, folder, [
      ...['summary', '--quiet', '--since', 'last', '--until', 'today', '--history', 'last.ndjson'],
      ...['--report', 'last.json', '--fail-on', condition, 'host-*.log*'],
    ]);
    const report = read(folder, 'last.json');
    // The first one goes a day back, and one behind a night without a run begins earlier.
    return { ...result, report, from: Date.parse(report.chosen!.since!), to: timeOf(day + 1), runs: 1 };
  },
};

/** Each host makes a document, which are added up. */
const merged: Way = {
  name: 'summary --format json on each host, then merge',
  // Each host reads its own log alone.
  tells: ({ copied }) => copied === undefined,
  count(folder, day, now) {
    const hosts = ['host-1', 'host-2', 'host-3'];
    for (const host of hosts) {
      const { stdout } = runAt(now, folder, [
        ...['summary', '--format', 'json', '--since', 'yesterday', '--until', 'today', `${host}.log*`],
      ]);
      writeFileSync(path.join(folder, `${host}.json`), stdout);
    }
    const result = runAt(now, folder, [
      ...['merge', '--quiet', '--history', 'merged.ndjson', '--report', 'merged.json'],
      ...['--fail-on', condition, ...hosts.map((host) => `${host}.json`)],
    ]);
    const range = { from: timeOf(day), to: timeOf(day + 1), runs: 1 + hosts.length };
    return { ...result, report: read(folder, 'merged.json'), ...range };
  },
};

/** All ways, each of which keeps a history of its own. */
export function allWays(): readonly Way[] {
  return [yesterday, sinceLast, merged];
}

function read(folder: string, name: string): SummaryReport {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as SummaryReport;
}
