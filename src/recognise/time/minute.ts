import { RecentlyUsed } from './recently-used.ts';
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

  /** The time of a stamp of a minute that is known, in epoch milliseconds; undefined for one of another. */
  timeOf(line: string, { start, end, form, outer }: StampPlace): number | undefined {
    return this.#known.get(form)?.find(({ own, wrapper }) => {
      if (wrapper?.form !== outer?.form) return undefined;
      if (outer !== undefined && wrapper!.minute.timeOf(line, outer.start, outer.end) === undefined)
        return undefined;
      return own.timeOf(line, start, end);
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
  if (isPoint(stamp[behind]) && isDigit(stamp.charCodeAt(behind + 1))) {
    behind++;
    while (isDigit(stamp.charCodeAt(behind))) behind++;
  }
  const own = new Minute(stamp.slice(from, at), stamp.slice(behind), 0);
  const passed = own.timeOf(stamp, 0, stamp.length);
  return passed === undefined ? undefined : new Minute(own.text, own.rest, time - passed);
}

/** One minute as it stands in stamps of one form. */
class Minute {
  /** The stamp up to its seconds, without glog's severity. */
  readonly text: string;
  /** What follows the seconds and their fraction: a zone, a year. */
  readonly rest: string;
  /** When it began, in epoch milliseconds. */
  readonly #time: number;

  constructor(text: string, rest: string, time: number) {
    this.text = text;
    this.rest = rest;
    this.#time = time;
  }

  /** The time of a stamp of this minute; undefined for one of another. */
  timeOf(line: string, start: number, end: number): number | undefined {
    const { text, rest } = this;
    const from = line.charCodeAt(start) > colon && isDigit(line.charCodeAt(start + 1)) ? start + 1 : start;
    if (!line.startsWith(text, from)) return undefined;
    let at = from + text.length;
    const tens = line.charCodeAt(at) - zero;
    const ones = line.charCodeAt(at + 1) - zero;
    if (at + 2 > end || !(tens >= 0 && tens < 6 && ones >= 0 && ones < 10)) return undefined;
    let time = this.#time + (10 * tens + ones) * 1000;
    at += 2;
    if (isPoint(line[at]) && at < end && isDigit(line.charCodeAt(at + 1))) {
      let unit = 100;
      for (at++; at < end && isDigit(line.charCodeAt(at)); at++, unit /= 10) {
        if (unit >= 1) time += (line.charCodeAt(at) - zero) * unit;
      }
    }
    return at + rest.length === end && line.startsWith(rest, at) ? time : undefined;
  }
}

function isDigit(code: number): boolean {
  return code >= zero && code < zero + 10;
}

function isPoint(character: string | undefined): boolean {
  return character === '.' || character === ',';
}
