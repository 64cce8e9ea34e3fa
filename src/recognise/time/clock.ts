import type { Line } from '../line.ts';
import type { Stamp } from '../prefix.ts';
import { type ZoneReader, zoneReader } from './zone.ts';

const day = 86_400_000;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const glog = /[DIWEF](\d{4})?(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?/y;
const dashed = /\[?(?:(\d{4})-)?(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:?\d\d)?/y;
const syslog = /([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?/y;
const kernel = /\[[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4})\]/y;

/** How a `Clock` reads stamps. */
export interface ClockOptions {
  /** `local` (the default), `UTC`, an IANA name or a fixed offset. */
  readonly timezone?: string;
  /**
   * Epoch milliseconds that no line of the input can lie behind: the file's mtime, or now. A stamp without a year gets
   * the latest year that is not in the future of it.
   */
  readonly latest: number;
}

/**
 * Reads the stamps of log lines as epoch milliseconds. One clock serves one input, since the year of a glog stamp that
 * has none is judged by the input's own age.
 */
export class Clock {
  readonly #zone: ZoneReader;
  readonly #latest: number;
  // Lines come in order, so nearly every stamp shares its hour with the one before. Stamps with a year and without one
  // may alternate, so each kind has its own.
  readonly #withYear = new Hour();
  readonly #withoutYear = new Hour();

  constructor(options: ClockOptions) {
    this.#zone = zoneReader(options.timezone ?? 'local');
    // A stamp may run a little ahead of the file's mtime (clocks differ, zones are guessed): a day is forgiven.
    this.#latest = options.latest + day;
  }

  /** When the line with this prefix was printed, in epoch milliseconds; undefined without a stamp, or when it is no date. */
  of(line: Line | string, prefix: Stamp): number | undefined {
    const { hour, withinHour } = prefix;
    if (hour === 0) return this.read(typeof line === 'string' ? line : line.text, prefix.stamp);
    if (withinHour < 0) return undefined;
    const known = hour < withYear ? this.#withoutYear : this.#withYear;
    if (hour !== known.key || known.offset !== undefined) {
      known.time = this.beginOf(hour);
      known.key = hour;
      known.offset = undefined;
    }
    return known.time === undefined ? undefined : known.time + withinHour;
  }

  /** The time of the stamp at `at` in `line` in epoch milliseconds, or undefined when there is none or it is no date. */
  read(line: string, at: number): number | undefined {
    if (at < 0) return undefined;
    glog.lastIndex = at;
    let match = glog.exec(line);
    if (match === null) {
      dashed.lastIndex = at;
      match = dashed.exec(line);
    }
    if (match !== null)
      return this.#time(match[1], match[2]!, match[3]!, match[4]!, match[5]!, match[6]!, match[7], match[8]);
    syslog.lastIndex = at;
    match = syslog.exec(line);
    if (match !== null)
      return this.#time(
        undefined,
        monthNumber(match[1]!),
        match[2]!,
        match[3]!,
        match[4]!,
        match[5]!,
        match[6],
        undefined,
      );
    kernel.lastIndex = at;
    match = kernel.exec(line);
    if (match !== null)
      return this.#time(
        match[6],
        monthNumber(match[1]!),
        match[2]!,
        match[3]!,
        match[4]!,
        match[5]!,
        undefined,
        undefined,
      );
    return undefined;
  }

  /** When an hour begins, in epoch milliseconds, that is given as a prefix has it; undefined when it is none. */
  beginOf(hour: number): number | undefined {
    const date = Math.floor(hour / 100);
    const month = Math.floor(date / 100);
    const year = Math.floor(month / 100);
    return this.#hour(year === 0 ? undefined : year, month % 100, date % 100, hour % 100, undefined);
  }

  #time(
    year: string | undefined,
    month: string,
    dayText: string,
    hour: string,
    minute: string,
    second: string,
    fraction: string | undefined,
    offset: string | undefined,
  ): number | undefined {
    return this.#moment(
      year === undefined ? undefined : Number(year),
      Number(month),
      Number(dayText),
      Number(hour),
      Number(minute),
      Number(second),
      fraction === undefined ? 0 : milliseconds(fraction),
      offset,
    );
  }

  #moment(
    year: number | undefined,
    month: number,
    date: number,
    hour: number,
    minute: number,
    second: number,
    fraction: number,
    offset: string | undefined,
  ): number | undefined {
    if (minute > 59 || second > 60) return undefined;
    const known = year === undefined ? this.#withoutYear : this.#withYear;
    const key = (((year ?? 0) * 100 + month) * 100 + date) * 100 + hour;
    if (key !== known.key || offset !== known.offset) {
      known.time = this.#hour(year, month, date, hour, offset);
      known.key = key;
      known.offset = offset;
    }
    return known.time === undefined ? undefined : known.time + minute * 60_000 + second * 1000 + fraction;
  }

  #hour(
    year: number | undefined,
    month: number,
    date: number,
    hour: number,
    offset: string | undefined,
  ): number | undefined {
    if (month < 1 || month > 12 || date < 1 || date > 31 || hour > 23) return undefined;
    const zone = offset === undefined ? this.#zone : zoneReader(offset);
    if (year !== undefined) return checked(zone(year, month, date, hour, 0, 0), year, month, date);
    let guess = new Date(this.#latest).getUTCFullYear() + 1;
    // February 29 may be eight years back.
    for (let tries = 0; tries < 9; tries++, guess--) {
      const time = checked(zone(guess, month, date, hour, 0, 0), guess, month, date);
      if (time !== undefined && time <= this.#latest) return time;
    }
    return undefined;
  }
}

/** An hour as it stands in stamps, and when it began. */
class Hour {
  key = -1;
  offset: string | undefined;
  time: number | undefined;
}

/** The least hour of a prefix that has a year. */
const withYear = 1_000_000;

/** Refuses a date that JavaScript would silently move (February 30). */
function checked(time: number, year: number, month: number, date: number): number | undefined {
  const plain = new Date(Date.UTC(year, month - 1, date));
  return plain.getUTCMonth() === month - 1 && plain.getUTCDate() === date ? time : undefined;
}

function milliseconds(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function monthNumber(name: string): string {
  return String(monthNames.indexOf(name) + 1).padStart(2, '0');
}
