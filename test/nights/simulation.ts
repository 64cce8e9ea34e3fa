import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeRows } from '../../src/summary/code-rows.ts';
import { type Calendar, glogStamp } from './calendar.ts';
import { events, type PlantedEvent } from './events.ts';
import { Host, type Stamps, type TrueLine } from './host.ts';
import type { RunAt } from './program-run.ts';
import type { Rotation } from './rotated-log.ts';
import { allWays, type Moment, type Night, type Way } from './ways.ts';

/** What one way of calling came to over all nights. */
export interface Outcome {
  readonly way: string;
  readonly runs: number;
  /** Nights whose counts are not exactly those of the lines that were printed. */
  readonly inexact: readonly string[];
  /** Each event, and the date of the night that told of it with the right status; undefined where none did. */
  readonly found: readonly { readonly event: PlantedEvent; readonly night: string | undefined }[];
  /** What was said on nights without an event, or of something else. */
  readonly alarms: readonly string[];
}

/** What is simulated. */
export interface SimulationOptions {
  readonly days: number;
  readonly calendar: Calendar;
  readonly seed: number;
  readonly runAt: RunAt;
  readonly onNight?: (day: number) => void;
}

/** When most runs are made: behind midnight, and behind the last rotation. */
const morning = { hour: 6, minute: 30 };

const hosts: readonly (readonly [Rotation, Stamps])[] = [
  [{ hour: 0, minute: 0, by: 'rename', names: 'numbers' }, 'with the year'],
  [{ hour: 0, minute: 0, by: 'copytruncate', names: 'numbers' }, 'without the year'],
  [{ hour: 6, minute: 25, by: 'rename', names: 'numbers' }, 'with the year'],
  [{ hour: 3, minute: 10, by: 'rename', names: 'dates' }, 'without the year'],
  [{ hour: 12, minute: 0, by: 'copytruncate', names: 'numbers' }, 'kubectl'],
];

/** Lets hosts write, rotate and fail for some days, and has each night counted in each way. */
export async function simulate(options: SimulationOptions): Promise<Outcome[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nights-'));
  try {
    return await new Simulation(folder, options).run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Simulation {
  readonly #folder: string;
  readonly #options: SimulationOptions;
  readonly #hosts: readonly Host[];
  readonly #books: readonly Book[];

  constructor(folder: string, options: SimulationOptions) {
    const { calendar, seed } = options;
    this.#folder = folder;
    this.#options = options;
    this.#hosts = hosts.map(
      ([rotation, stamps], number) => new Host(folder, number, rotation, stamps, calendar, seed),
    );
    this.#books = allWays().map((way) => new Book(way, calendar));
    // A log that nobody ever wrote, and one that nobody has written for long, say nothing new.
    writeFileSync(path.join(folder, 'host-6.log'), '');
    const old = glogStamp(calendar.timeOf(-40), true);
    writeFileSync(path.join(folder, 'host-7.log'), `E${old} 1 real_client.cpp:21] failed: RPC_FAIL\n`);
  }

  async run(): Promise<Outcome[]> {
    const { days, calendar, onNight } = this.#options;
    for (const host of this.#hosts) host.print(0, eventsOf(0));
    for (let day = 0; day < days; day++) {
      onNight?.(day);
      for (const host of this.#hosts) host.print(day + 1, eventsOf(day + 1));
      const midnight = calendar.timeOf(day + 1);
      this.#write(midnight, day);
      await this.#count(day, midnight, true);
      const now = calendar.timeOf(day + 1, morning.hour, morning.minute);
      this.#write(now, day);
      const copies = eventsOf(day).flatMap(({ copied }) =>
        copied === undefined ? [] : [this.#hosts[copied.host]!.copy(copied.how, midnight)],
      );
      await this.#count(day, now, false);
      for (const copy of copies) rmSync(copy);
    }
    return this.#books.map((book) => book.outcome(days));
  }

  #write(until: number, day: number): void {
    const planted = eventsOf(day);
    for (const [number, host] of this.#hosts.entries()) {
      const files = planted.find((event) => event.files?.host === number)?.files?.how;
      host.write(until, files === 'gone');
      if (files === 'cut off') host.cutOff();
    }
  }

  async #count(day: number, now: number, atMidnight: boolean): Promise<void> {
    const planted = eventsOf(day);
    if (planted.some(({ run }) => run === 'missed')) return;
    const lines = this.#hosts.flatMap((host) => host.lines);
    const { calendar, runAt } = this.#options;
    const names = this.#hosts.map(({ name }) => name);
    const moment: Moment = { folder: this.#folder, hosts: names, calendar, day, now, runAt };
    for (const book of this.#books) {
      if ((book.way.atMidnight ?? false) !== atMidnight) continue;
      if (planted.some((event) => event.run === 'twice' && book.way.tells(event)))
        await book.way.count({ ...moment, now: now - 60_000 });
      book.night(await book.way.count(moment), day, lines);
    }
  }
}

function eventsOf(day: number): PlantedEvent[] {
  return events.filter(({ from, to }) => from <= day && day <= to);
}

/** What is known of one way's nights. */
class Book {
  readonly way: Way;
  readonly #calendar: Calendar;
  #runs = 0;
  readonly #inexact: string[] = [];
  readonly #alarms: string[] = [];
  readonly #found = new Map<PlantedEvent, string>();

  constructor(way: Way, calendar: Calendar) {
    this.way = way;
    this.#calendar = calendar;
  }

  night(night: Night, day: number, lines: readonly TrueLine[]): void {
    this.#runs += night.runs;
    const date = this.#calendar.dateOf(day);
    const near = events.filter(
      ({ from, to, before = 0, after = 0 }) => from - before <= day && day <= to + after,
    );
    for (const event of near) {
      if (!this.#found.has(event) && isTold(night, event)) this.#found.set(event, date);
    }
    const isQuiet = night.status === 0 && night.stdout === '' && night.stderr === '';
    if (!isQuiet && near.length === 0) this.#alarms.push(`${date}: ${night.status} ${night.stderr.trim()}`);
    // What has no stamp belongs to the line before, which is of the day before.
    const isCounted = events.every(
      ({ from, to, unstamped, copied }) =>
        (unstamped === undefined || day < from - 1 || day > to) &&
        (copied === undefined || day < from || day > to),
    );
    // A checkpoint begins with the log as it finds it.
    const fault = isCounted && night.from > 0 ? difference(night, lines) : undefined;
    if (fault !== undefined) this.#inexact.push(`${date}: ${fault}`);
  }

  outcome(days: number): Outcome {
    return {
      way: this.way.name,
      runs: this.#runs,
      inexact: this.#inexact,
      alarms: this.#alarms,
      found: events
        .filter((event) => event.to < days - (event.after ?? 0) && this.way.tells(event))
        .map((event) => ({ event, night: this.#found.get(event) })),
    };
  }
}

/** Whether a night told of an event, with the status that belongs to it: 2 where it could not read all itself. */
function isTold({ status, stderr }: Night, { term, says }: PlantedEvent): boolean {
  const held = stderr.split('\n').filter((line) => line.includes('--fail-on holds') && line.includes(term));
  const text = term === 'unreadable' ? stderr : held.join('\n');
  const isDue = status === 1 || (term === 'unreadable' && status === 2);
  return held.length > 0 && says.every((word) => text.includes(word)) && isDue;
}

/** How a summary differs from the lines of its range; undefined where it is exact. */
function difference({ report, from, to }: Night, lines: readonly TrueLine[]): string | undefined {
  const truth = lines.filter(({ time }) => from <= time && time < to);
  const counts = new Map<string, number>();
  for (const { code } of truth) if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
  const coded = truth.filter(({ code }) => code !== undefined).length;
  const wanted = { lines: truth.length, found: coded, E: coded, ...Object.fromEntries([...counts].sort()) };
  const rows = codeRows(report).map(({ name, code }) => [name, code.lines] as const);
  const got = {
    lines: report.lines,
    found: report.found,
    E: report.severities.E,
    ...Object.fromEntries(rows.filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  const [one, other] = [JSON.stringify(wanted), JSON.stringify(got)];
  return one === other ? undefined : `${other} instead of ${one}`;
}
