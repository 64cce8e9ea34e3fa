import type { StampFormName, StampPlace } from './stamp.ts';

const zero = 48;
const colon = 58;
const minute = 60_000;
/** Where the seconds of a stamp begin, behind the colon. */
const seconds = /(?<!\d)\d\d:\d\d:(?=\d\d)/;

/** Minutes that are known at once of a form: one program writes a year and another none, in one wrapper or another. */
const mostKnown = 8;

/**
 * Minutes as they stand in stamps, and when each began. Lines come in order, so that most stamps share their minute with one
 * of the last: then only their seconds are read. That takes a tenth of what reading all fields takes, which was a seventh of
 * a summary where every fifth line has a code.
 */
export class Minutes {
  /** By the form of the line's own stamp. */
  readonly #known = new Map<StampFormName, RecentlyUsed<KnownMinute>>();

  /**
   * The time of a stamp of a minute that is known, in epoch milliseconds; undefined for one of another.
   *
   * @param bytes hold the line, which begins at `line`
   */
  timeOf(bytes: Uint8Array, line: number, { start, end, form, outer }: StampPlace): number | undefined {
    return this.#known.get(form)?.find(({ own, wrapper }) => {
      if (wrapper?.form !== outer?.form) return undefined;
      if (
        outer !== undefined &&
        wrapper!.minute.timeOf(bytes, line + outer.start, line + outer.end) === undefined
      )
        return undefined;
      return own.timeOf(bytes, line + start, line + end);
    });
  }

  /** Takes in the time of a stamp. */
  keep(line: string, { start, end, form }: StampPlace, time: number): void {
    const own = minuteOf(line, start, end, time);
    if (own !== undefined) this.#keep(form, { own });
  }

  /**
   * Takes in the time of a stamp in a line whose wrapper has another. They tell of each other for all seconds of their two
   * minutes only where they are nearly the same: further apart, seconds may decide which zone or year is meant.
   */
  keepWrapped(line: string, { start, end, form }: StampPlace, time: number, outer: Stamped): void {
    if (Math.abs(time - outer.time) > 3 * minute) return;
    const own = minuteOf(line, start, end, time);
    const wrapper = minuteOf(line, outer.place.start, outer.place.end, outer.time);
    if (own !== undefined && wrapper !== undefined)
      this.#keep(form, { own, wrapper: { form: outer.place.form, minute: wrapper } });
  }

  /** Forgets all, as what stamps without a year mean has changed. */
  forget(): void {
    this.#known.clear();
  }

  #keep(form: StampFormName, minute: KnownMinute): void {
    const known = this.#known.get(form) ?? new RecentlyUsed(mostKnown);
    known.add(minute);
    this.#known.set(form, known);
  }
}

/** A stamp and its time in epoch milliseconds. */
interface Stamped {
  readonly place: StampPlace;
  readonly time: number;
}

interface KnownMinute {
  readonly own: Minute;
  /** That of the wrapper's stamp, where there is one. */
  readonly wrapper?: { readonly form: StampFormName; readonly minute: Minute };
}

/** The minute of a stamp; undefined where it does not show its seconds as all but those since 1970 do. */
function minuteOf(line: string, start: number, end: number, time: number): Minute | undefined {
  const stamp = line.slice(start, end);
  const found = seconds.exec(stamp);
  if (found === null) return undefined;
  const at = found.index + found[0].length;
  // glog's severity does not belong to the minute.
  const from = stamp.charCodeAt(0) > colon && isDigit(stamp.charCodeAt(1)) ? 1 : 0;
  let behind = at + 2;
  if (isPoint(stamp.charCodeAt(behind)) && isDigit(stamp.charCodeAt(behind + 1))) {
    behind++;
    while (isDigit(stamp.charCodeAt(behind))) behind++;
  }
  const bytes = Buffer.from(stamp, 'latin1');
  const text = bytes.subarray(from, at);
  const rest = bytes.subarray(behind);
  const passed = new Minute(text, rest, 0).timeOf(bytes, 0, bytes.length);
  return passed === undefined ? undefined : new Minute(text, rest, time - passed);
}

/** One minute as it stands in stamps of one form. Bytes are compared, since a text of each line would have to be made first. */
class Minute {
  /** The stamp up to its seconds, without glog's severity. */
  readonly #text: Uint8Array;
  /** What follows the seconds and their fraction: a zone, a year. */
  readonly #rest: Uint8Array;
  /** When it began, in epoch milliseconds. */
  readonly #time: number;

  constructor(text: Uint8Array, rest: Uint8Array, time: number) {
    this.#text = text;
    this.#rest = rest;
    this.#time = time;
  }

  /** The time of a stamp of this minute, which stands from `start` to `end`; undefined for one of another. */
  timeOf(bytes: Uint8Array, start: number, end: number): number | undefined {
    const from = bytes[start]! > colon && isDigit(bytes[start + 1]!) ? start + 1 : start;
    let at = from + this.#text.length;
    if (at + 2 > end || !endsAt(bytes, at, this.#text)) return undefined;
    const tens = bytes[at]! - zero;
    const ones = bytes[at + 1]! - zero;
    if (!(tens >= 0 && tens < 6 && ones >= 0 && ones < 10)) return undefined;
    let time = this.#time + (10 * tens + ones) * 1000;
    at += 2;
    if (at + 1 < end && isPoint(bytes[at]!) && isDigit(bytes[at + 1]!)) {
      let unit = 100;
      for (at++; at < end && isDigit(bytes[at]!); at++, unit /= 10) {
        if (unit >= 1) time += (bytes[at]! - zero) * unit;
      }
    }
    return at + this.#rest.length === end && endsAt(bytes, end, this.#rest) ? time : undefined;
  }
}

/** Whether a text ends at an offset. Minutes differ in their last digits, so the comparison begins there. */
function endsAt(bytes: Uint8Array, end: number, text: Uint8Array): boolean {
  for (let left = text.length, at = end; left > 0; ) if (bytes[--at] !== text[--left]) return false;
  return true;
}

function isDigit(code: number): boolean {
  return code >= zero && code < zero + 10;
}

function isPoint(code: number): boolean {
  return code === 46 || code === 44;
}

/** A few values, the one that was found last first, as what comes next is mostly the same. */
export class RecentlyUsed<Value> {
  readonly #values: Value[] = [];
  readonly #most: number;

  /** @param most values that are kept at once; the one that was not found for longest goes first */
  constructor(most: number) {
    this.#most = most;
  }

  /** What is read of the first value of which anything is; undefined where nothing is. */
  find<Result>(read: (value: Value) => Result | undefined): Result | undefined {
    const values = this.#values;
    for (let index = 0; index < values.length; index++) {
      const result = read(values[index]!);
      if (result === undefined) continue;
      if (index > 0) values.unshift(...values.splice(index, 1));
      return result;
    }
    return undefined;
  }

  add(value: Value): void {
    this.#values.unshift(value);
    if (this.#values.length > this.#most) this.#values.pop();
  }

  clear(): void {
    this.#values.length = 0;
  }
}
