import { copyFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { RandomCounts } from '../tally/random-counts.ts';
import { type Calendar, glogStamp, glogStampInUtc } from './calendar.ts';
import { type Code, codes, officeCode, type PlantedEvent } from './events.ts';
import { RotatedLog, type Rotation } from './rotated-log.ts';

/** A line of a log, as it is printed and as it is to be counted. */
export interface TrueLine {
  /** Epoch milliseconds; what stands in the log can be another matter. */
  readonly time: number;
  readonly text: string;
  readonly code: Code | undefined;
}

/** How a host writes its stamps; `kubectl` puts its own before one by UTC's clock. */
export type Stamps = 'with the year' | 'without the year' | 'kubectl';

/** Lines without a code that a host prints each day. */
const usualLines = 240;

/** A host that writes a log, which is rotated once a day. */
export class Host {
  readonly name: string;
  /** All that it ever printed, oldest first. */
  readonly lines: TrueLine[] = [];
  readonly #number: number;
  readonly #calendar: Calendar;
  readonly #folder: string;
  readonly #log: RotatedLog;
  readonly #rotation: Rotation;
  readonly #stamps: Stamps;
  readonly #random: RandomCounts;
  #written = 0;
  /** The day of the next rotation. */
  #next = 0;

  /** @param number from 0 */
  constructor(
    folder: string,
    number: number,
    rotation: Rotation,
    stamps: Stamps,
    calendar: Calendar,
    seed: number,
  ) {
    this.name = `host-${number + 1}`;
    this.#number = number;
    this.#folder = folder;
    this.#calendar = calendar;
    this.#log = new RotatedLog(path.join(folder, `${this.name}.log`), rotation);
    this.#rotation = rotation;
    this.#stamps = stamps;
    this.#random = new RandomCounts(1000 * seed + 100 + number);
    if (rotation.hour + rotation.minute === 0) this.#next = 1;
  }

  /** Prints the lines of a day; the file gets them by `write`. */
  print(day: number, planted: readonly PlantedEvent[]): void {
    const [from, to] = [this.#calendar.timeOf(day), this.#calendar.timeOf(day + 1)];
    const stops = planted.flatMap(({ stops, files }) => {
      if (files?.how === 'gone' && files.host === this.#number) return [from];
      return stops?.hosts.includes(this.#number) ? [this.#calendar.timeOf(day, stops.hour)] : [];
    });
    const end = Math.min(to, ...stops);
    const unstamped = planted.some((event) => event.unstamped === this.#number);
    const lines: Omit<TrueLine, 'text'>[] = [];
    const add = (count: number, code: Code | undefined): void => {
      for (let n = 0; n < count; n++) {
        const time = from + Math.floor(this.#random.uniform() * (to - from));
        if (time < end) lines.push({ time, code });
      }
    };
    add(this.#random.count(usualLines, 0), undefined);
    for (const code of Object.keys(codes) as Code[])
      add(this.#random.count(this.#meanOf(code, day, planted), 0), code);
    for (const { extra } of planted)
      if (extra !== undefined && this.#number === 0) add(extra.lines, extra.code);
    lines.sort((a, b) => a.time - b.time);
    for (const { time, code } of lines)
      this.lines.push({ time, code, text: this.#text(time, code, unstamped) });
  }

  /** Lets the files become what they are at a time: written to their end, and rotated when that was due. */
  write(until: number, gone: boolean): void {
    const { hour, minute } = this.#rotation;
    for (;;) {
      const due = this.#calendar.timeOf(this.#next, hour, minute);
      if (due > until) break;
      if (!gone) {
        this.#append(due);
        this.#log.rotate(due, this.#calendar.dateOf(this.#next));
      }
      this.#next++;
    }
    if (gone) this.#log.remove();
    else this.#append(until);
  }

  cutOff(): void {
    this.#log.cutOff();
  }

  /**
   * Leaves the lines of the last day in the folder a second time.
   *
   * @param midnight when the day was over
   * @returns the file to be removed again
   */
  copy(how: NonNullable<PlantedEvent['copied']>['how'], midnight: number): string {
    const { newest, path: log } = this.#log;
    if (how === 'compressed copy') {
      writeFileSync(`${newest}.gz`, gzipSync(readFileSync(newest)));
      return `${newest}.gz`;
    }
    const to = path.join(this.#folder, `${this.name}-copy.log`);
    if (how === 'copy') copyFileSync(newest, to);
    else if (how === 'copy that broke off') {
      const bytes = readFileSync(newest);
      writeFileSync(to, bytes.subarray(0, bytes.length >> 1));
    } else {
      // What came since then is not in it.
      const since = this.lines.slice(0, this.#written).filter(({ time }) => time >= midnight).length;
      const lines = readFileSync(log, 'latin1').split('\n').slice(0, -1);
      writeFileSync(to, `${lines.slice(0, lines.length - since).join('\n')}\n`, 'latin1');
    }
    // The clock of the simulation, by which stamps get their year.
    utimesSync(to, midnight / 1000, midnight / 1000);
    return to;
  }

  #append(until: number): void {
    let text = '';
    for (; this.#written < this.lines.length && this.lines[this.#written]!.time < until; this.#written++)
      text += `${this.lines[this.#written]!.text}\n`;
    this.#log.append(text, until);
  }

  #meanOf(code: Code, day: number, planted: readonly PlantedEvent[]): number {
    const usual = codes[code] * (code === officeCode && this.#calendar.isWeekend(day) ? 0.2 : 1);
    return planted.reduce((mean, event) => mean * (event.times?.(code, day) ?? 1), usual);
  }

  #text(time: number, code: Code | undefined, unstamped: boolean): string {
    const message = code === undefined ? 'all is well' : `failed: ${code}`;
    if (unstamped) return message;
    const source = code === undefined ? 'master_service.cpp:10' : 'real_client.cpp:21';
    const letter = code === undefined ? 'I' : 'E';
    const rest = `${700 + this.#number} ${source}] ${message}`;
    if (this.#stamps === 'kubectl')
      return `${new Date(time).toISOString()} ${letter}${glogStampInUtc(time)} ${rest}`;
    return `${letter}${glogStamp(time, this.#stamps === 'with the year')} ${rest}`;
  }
}
