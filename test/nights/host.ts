import {
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { RandomCounts } from '../tally/random-counts.ts';
import { glogStamp, timeOf } from './calendar.ts';
import { type Code, codes, meanOf, type PlantedEvent } from './events.ts';

/** A line of a log, as it is printed and as it is to be counted. */
export interface TrueLine {
  /** Epoch milliseconds; what stands in the log can be another matter. */
  readonly time: number;
  readonly text: string;
  readonly code: Code | undefined;
}

/** How a host rotates its log: when, and by renaming it or by copying and truncating it. */
export interface Rotation {
  readonly hour: number;
  readonly minute: number;
  readonly by: 'rename' | 'copytruncate';
}

/** Lines without a code that a host prints each day. */
const usualLines = 240;

/** Rotated files that are kept; from the second on they are compressed. */
export const rotationsKept = 5;

/** A host that writes a log, which is rotated once a day. */
export class Host {
  readonly log: string;
  readonly rotation: Rotation;
  /** All that it ever printed, oldest first. */
  readonly lines: TrueLine[] = [];
  readonly #number: number;
  readonly #withYear: boolean;
  readonly #random: RandomCounts;
  #written = 0;
  #rotated = 0;

  /** @param number from 0 */
  constructor(folder: string, number: number, rotation: Rotation) {
    this.log = path.join(folder, `host-${number + 1}.log`);
    this.rotation = rotation;
    this.#number = number;
    this.#withYear = number !== 1;
    this.#random = new RandomCounts(100 + number);
    writeFileSync(this.log, '');
  }

  /** Prints the lines of a day; the file gets them by `write`. */
  print(day: number, planted: readonly PlantedEvent[]): void {
    const [from, to] = [timeOf(day), timeOf(day + 1)];
    const stop = planted.flatMap(({ stops }) =>
      stops !== undefined && (stops.host === 'all' || stops.host === this.#number)
        ? [timeOf(day, stops.hour)]
        : [],
    );
    const end = Math.min(to, ...stop);
    const unstamped = planted.some((event) => event.unstamped === this.#number);
    const lines: TrueLine[] = [];
    const add = (count: number, code: Code | undefined): void => {
      for (let n = 0; n < count; n++) {
        const time = from + Math.floor(this.#random.uniform() * (to - from));
        if (time < end) lines.push({ time, code, text: '' });
      }
    };
    add(this.#random.count(usualLines, 0), undefined);
    for (const code of Object.keys(codes) as Code[])
      add(this.#random.count(meanOf(code, day, planted), 0), code);
    for (const { extra } of planted)
      if (extra !== undefined && this.#number === 0) add(extra.lines, extra.code);
    lines.sort((a, b) => a.time - b.time);
    for (const { time, code } of lines)
      this.lines.push({ time, code, text: this.#text(time, code, unstamped) });
  }

  /** Lets the file become what it is at a time: written to its end, and rotated when that was due. */
  write(until: number, day: number): void {
    const { hour, minute } = this.rotation;
    const due = timeOf(day, hour, minute);
    if (due <= until && due > this.#rotated) {
      this.#append(due);
      this.#rotate(due);
      this.#rotated = due;
    }
    this.#append(until);
  }

  #append(until: number): void {
    let text = readFileSync(this.log, 'latin1');
    for (; this.#written < this.lines.length && this.lines[this.#written]!.time < until; this.#written++)
      text += `${this.lines[this.#written]!.text}\n`;
    writeFileSync(this.log, text, 'latin1');
    utimesSync(this.log, until / 1000, until / 1000);
  }

  #rotate(now: number): void {
    const file = (number: number): string => `${this.log}.${number}${number > 1 ? '.gz' : ''}`;
    rmSync(file(rotationsKept), { force: true });
    for (let number = rotationsKept - 1; number > 1; number--)
      if (existsSync(file(number))) renameSync(file(number), file(number + 1));
    if (existsSync(file(1))) {
      writeFileSync(file(2), gzipSync(readFileSync(file(1))));
      utimesSync(file(2), now / 1000 - 86_400, now / 1000 - 86_400);
      rmSync(file(1));
    }
    if (this.rotation.by === 'rename') renameSync(this.log, file(1));
    else copyFileSync(this.log, file(1));
    utimesSync(file(1), now / 1000, now / 1000);
    writeFileSync(this.log, '');
  }

  #text(time: number, code: Code | undefined, unstamped: boolean): string {
    const header = unstamped
      ? ''
      : `${code === undefined ? 'I' : 'E'}${glogStamp(time, this.#withYear)} ${700 + this.#number} `;
    const message =
      code === undefined ? 'master_service.cpp:10] all is well' : `real_client.cpp:21] failed: ${code}`;
    return header + (unstamped ? message.replace(/^\S+ /, '') : message);
  }
}
