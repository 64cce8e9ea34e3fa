import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeRows } from '../../src/summary/code-rows.ts';
import { dateOf, timeOf } from './calendar.ts';
import { events, type PlantedEvent } from './events.ts';
import { Host, rotationsKept, type TrueLine } from './host.ts';
import { allWays, type Night, type Way } from './ways.ts';

/** What one way of calling came to over all nights. */
export interface Outcome {
  readonly way: string;
  readonly runs: number;
  /** Nights whose counts are not exactly those of the lines that were printed. */
  readonly inexact: readonly string[];
  /** Each event, and the date of the night that told of it with status 1; undefined where none did. */
  readonly found: readonly { readonly event: PlantedEvent; readonly night: string | undefined }[];
  /** What was said on nights without an event, or of something else. */
  readonly alarms: readonly string[];
}

/** When the runs are made: behind midnight, and behind the last rotation. */
const runAtHour = { hour: 6, minute: 30 };

/** Lets hosts write, rotate and fail for some days, and has each night counted in each way. */
export function simulate(days: number, onNight: (day: number) => void = () => {}): Outcome[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'nights-'));
  try {
    return new Simulation(folder).run(days, onNight);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Simulation {
  readonly #folder: string;
  readonly #hosts: readonly Host[];
  readonly #books = allWays().map((way) => new Book(way));

  constructor(folder: string) {
    this.#folder = folder;
    this.#hosts = [
      new Host(folder, 0, { hour: 0, minute: 0, by: 'rename' }),
      new Host(folder, 1, { hour: 0, minute: 0, by: 'copytruncate' }),
      new Host(folder, 2, { hour: 6, minute: 25, by: 'rename' }),
    ];
  }

  run(days: number, onNight: (day: number) => void): Outcome[] {
    const of = (day: number): PlantedEvent[] => events.filter(({ from, to }) => from <= day && day <= to);
    for (const host of this.#hosts) host.print(0, of(0));
    for (let day = 0; day < days; day++) {
      onNight(day);
      const now = timeOf(day + 1, runAtHour.hour, runAtHour.minute);
      for (const host of this.#hosts) {
        host.print(day + 1, of(day + 1));
        host.write(now, day + 1);
      }
      const planted = of(day);
      const { copied } = planted.find((event) => event.copied !== undefined) ?? {};
      const copy = path.join(this.#folder, 'host-1-copy.log');
      if (copied !== undefined) copyFileSync(`${this.#hosts[copied]!.log}.1`, copy);
      for (const book of this.#books) {
        if (planted.some(({ run }) => run === 'missed')) continue;
        const lines = this.#hosts.flatMap((host) => host.lines);
        if (planted.some((event) => event.run === 'twice' && book.way.tells(event)))
          book.way.count(this.#folder, day, now - 60_000);
        book.night(book.way.count(this.#folder, day, now), day, lines);
      }
      rmSync(copy, { force: true });
    }
    return this.#books.map((book) => book.outcome(days));
  }
}

/** What is known of one way's nights. */
class Book {
  readonly way: Way;
  #runs = 0;
  readonly #inexact: string[] = [];
  readonly #alarms: string[] = [];
  readonly #found = new Map<PlantedEvent, string>();

  constructor(way: Way) {
    this.way = way;
  }

  night(night: Night, day: number, lines: readonly TrueLine[]): void {
    this.#runs += night.runs;
    const near = events.filter(({ from, to, run, unstamped }) => {
      // A night without a run is told of on the next; lines without a stamp stand in rotated files for some days.
      const longer = run === 'missed' ? 1 : unstamped === undefined ? 0 : rotationsKept;
      return from <= day && day <= to + longer;
    });
    const told =
      night.status === 1 ? night.stderr.split('\n').filter((line) => line.includes('--fail-on holds')) : [];
    for (const event of near) {
      if (
        told.some((line) => line.includes(event.term) && line.includes(event.says)) &&
        !this.#found.has(event)
      )
        this.#found.set(event, dateOf(day));
    }
    const isQuiet = night.status === 0 && night.stdout === '' && night.stderr === '';
    if (!isQuiet && near.length === 0)
      this.#alarms.push(`${dateOf(day)}: ${night.status} ${night.stderr.trim()}`);
    // What has no stamp belongs to the line before, which is of the day before.
    const isCounted = events.every(
      ({ from, to, unstamped, copied }) =>
        (unstamped === undefined || day < from - 1 || day > to) &&
        (copied === undefined || day < from || day > to),
    );
    const fault = isCounted ? difference(night, lines) : undefined;
    if (fault !== undefined) this.#inexact.push(`${dateOf(day)}: ${fault}`);
  }

  outcome(days: number): Outcome {
    return {
      way: this.way.name,
      runs: this.#runs,
      inexact: this.#inexact,
      alarms: this.#alarms,
      found: events
        .filter((event) => event.to < days - (event.run === 'missed' ? 1 : 0) && this.way.tells(event))
        .map((event) => ({ event, night: this.#found.get(event) })),
    };
  }
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
