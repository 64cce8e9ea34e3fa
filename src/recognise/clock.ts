import { Line } from './line.ts';
import { type ZoneReader, zoneReader } from './zone.ts';

const day = 86_400_000;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

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

  /** The time of the stamp at `at` in `line` in epoch milliseconds, or undefined when there is none or it is no date. */
  read(line: Line | string, at: number): number | undefined {
    if (at < 0) return undefined;
    const glog =
      typeof line === 'string'
        ? this.#glog(Line.of(line.slice(at, at + glogLength)), 0)
        : this.#glog(line, at);
    if (glog !== 'none') return glog;
    const text = typeof line === 'string' ? line : line.text;
    dashed.lastIndex = at;
    let match = dashed.exec(text);
    if (match !== null)
      return this.#time(match[1], match[2]!, match[3]!, match[4]!, match[5]!, match[6]!, match[7], match[8]);
    syslog.lastIndex = at;
    match = syslog.exec(text);
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
    match = kernel.exec(text);
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

  /** The time of a glog stamp (`E0730 11:49:18.123456`, `E20260730 ...`); `none` when there is none at `at`. */
  #glog({ bytes, start, end }: Line, offset: number): number | undefined | 'none' {
    const at = start + offset;
    if (end - at < 14 || !isGlogLetter(bytes[at]!)) return 'none';
    const hasYear = bytes[at + 5] !== space;
    const date = hasYear ? at + 5 : at + 1;
    const time = date + 5;
    if (time + 8 > end || bytes[date + 4] !== space) return 'none';
    if (bytes[time + 2] !== colon || bytes[time + 5] !== colon) return 'none';
    const century = hasYear ? twoDigits(bytes, at + 1) : 0;
    const yearOfCentury = hasYear ? twoDigits(bytes, at + 3) : 0;
    const month = twoDigits(bytes, date);
    const dayOfMonth = twoDigits(bytes, date + 2);
    const hour = twoDigits(bytes, time);
    const minute = twoDigits(bytes, time + 3);
    const second = twoDigits(bytes, time + 6);
    // One that is no number is negative, and so is what it makes with others.
    if ((century | yearOfCentury | month | dayOfMonth | hour | minute | second) < 0) return 'none';
    let fraction = 0;
    if (time + 8 < end && bytes[time + 8] === point) {
      const last = Math.min(end, time + 12);
      for (let digit = time + 9, unit = 100; digit < last; digit++, unit /= 10) {
        const value = bytes[digit]! - zero;
        if (value < 0 || value > 9) break;
        fraction += value * unit;
      }
    }
    const year = hasYear ? century * 100 + yearOfCentury : undefined;
    return this.#moment(year, month, dayOfMonth, hour, minute, second, fraction, undefined);
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

/** Characters of a glog stamp with a year, up to its milliseconds. */
const glogLength = 22;

const space = 32;
const point = 46;
const zero = 48;
const colon = 58;

function isGlogLetter(letter: number): boolean {
  return letter === 73 || letter === 87 || letter === 69 || letter === 70 || letter === 68;
}

/** The number that two digits make, or -1. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - zero;
  const ones = bytes[at + 1]! - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

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
