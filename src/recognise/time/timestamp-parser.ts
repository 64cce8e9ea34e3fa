import { withoutEscapes } from '../../lines/shape/escapes.ts';
import type { Prefix } from '../prefix/prefix.ts';
import { Minutes } from './minute.ts';
import type { StampPlace } from './stamp.ts';
import { stampForm } from './stamp.ts';
import { nearestOffset, wallTime, type ZoneReader, zoneReader } from './zone.ts';

const day = 86_400_000;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How a `TimestampParser` reads stamps. */
interface ClockOptions {
  /** `local` (the default), `UTC`, an IANA name or a fixed offset. */
  readonly timezone?: string;
  /**
   * Epoch milliseconds that no line of the input can lie behind: the file's mtime, or now. Where no stamp of the input has a
   * year, one without gets the latest year that is not in the future of it.
   */
  readonly latest: number;
}

/** The fields of a stamp as numbers. */
interface Fields {
  readonly year: number | undefined;
  readonly month: number;
  readonly date: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: number;
  /** The zone that it states. */
  readonly zone: string | undefined;
}

/**
 * Reads the stamps of log lines as epoch milliseconds. One clock serves one input: a stamp without a year gets the year that
 * brings it nearest to the last stamp that has one and was read (see `yearsAhead`), and before there was any, the latest that
 * is not in the future of the input's own age.
 */
export class TimestampParser {
  readonly #zone: ZoneReader;
  readonly #latest: number;
  /** The last stamp with a year. */
  #near: number | undefined;
  // Lines come in order, so nearly every stamp shares its hour with the one before. Stamps with a year and without one
  // may alternate, so each kind has its own.
  readonly #withYear = new Hour();
  readonly #withoutYear = new Hour();
  readonly #minutes = new Minutes();

  constructor(options: ClockOptions) {
    this.#zone = zoneReader(options.timezone ?? 'local');
    // A stamp may run a little ahead of the file's mtime (clocks differ, zones are guessed): a day is forgiven.
    this.#latest = options.latest + day;
  }

  /** The last stamp with a year that was read, or one within a month of it, in epoch milliseconds. */
  get near(): number | undefined {
    return this.#near;
  }

  /** When the line with this prefix was printed, in epoch milliseconds; undefined without a stamp, or when it is no date. */
  of(line: string, { stampPlace }: Pick<Prefix, 'stampPlace'>): number | undefined {
    return stampPlace === undefined ? undefined : this.at(line, stampPlace);
  }

  /**
   * The time of a stamp in epoch milliseconds; undefined when it is no date.
   *
   * @param line the line that it stands in, or another of the same shape
   */
  at(line: string, place: StampPlace): number | undefined {
    const head = Buffer.from(line.slice(0, endOf(place)), 'latin1');
    return this.#minutes.timeOf(head, 0, place) ?? this.#read(line, place);
  }

  /**
   * The time of a stamp of a line that stands in a buffer, from byte `start` on, in epoch milliseconds; undefined when it is no
   * date.
   */
  atIn(buffer: Buffer, start: number, place: StampPlace): number | undefined {
    return (
      this.#minutes.timeOf(buffer, start, place) ??
      this.#read(buffer.toString('latin1', start, start + endOf(place)), place)
    );
  }

  /** Reads all fields of a stamp, and keeps its minute. */
  #read(line: string, place: StampPlace): number | undefined {
    const groups = groupsOf(line, place);
    if (groups === undefined) return undefined;
    if (place.form === 'epoch') return this.#noted(sinceEpoch(groups));
    const fields = fieldsOf(groups);
    const outer = this.#outer(line, fields, place.outer);
    const time = outer === undefined ? this.#time(fields) : this.#within(fields, outer);
    if (time === undefined) return undefined;
    if (place.outer === undefined) this.#minutes.keep(line, place, time);
    else if (outer !== undefined)
      this.#minutes.keepWrapped(line, place, time, { place: place.outer, time: outer.time });
    return time;
  }

  /** A wrapper's stamp with a year, and its zone where it is known; undefined where the line's own stamp says all. */
  #outer(
    line: string,
    own: Fields,
    place: StampPlace | undefined,
  ): { time: number; zone: string | undefined } | undefined {
    if (place === undefined || (own.zone !== undefined && own.year !== undefined)) return undefined;
    const groups = groupsOf(line, place);
    if (groups === undefined) return undefined;
    const zone = place.form === 'epoch' ? 'UTC' : zoneOf(groups);
    if (place.form !== 'epoch' && groups.year === undefined) return undefined;
    const time = this.at(line, place);
    return time === undefined ? undefined : { time, zone };
  }

  /** The time of a stamp whose wrapper says when the line came. */
  #within(
    fields: Fields,
    { time, zone: outerZone }: { time: number; zone: string | undefined },
  ): number | undefined {
    const { zone: stated, month, date } = fields;
    const around = new Date(time).getUTCFullYear();
    let best: number | undefined;
    for (const year of fields.year === undefined ? [around, around - 1, around + 1] : [fields.year]) {
      const wall = wallTime({ ...fields, year });
      if (wall === undefined) continue;
      const moment =
        stated !== undefined
          ? wall - offsetOf(stated, year, month, date)
          : outerZone === undefined
            ? this.#time({ ...fields, year })
            : wall - nearestOffset(wall, time, offsetOf(outerZone, year, month, date));
      if (moment !== undefined && (best === undefined || Math.abs(moment - time) < Math.abs(best - time)))
        best = moment;
    }
    return best;
  }

  #time({ year, month, date, hour, minute, second, fraction, zone }: Fields): number | undefined {
    if (minute > 59 || second > 60) return undefined;
    const known = year === undefined ? this.#withoutYear : this.#withYear;
    const key = (((year ?? 0) * 100 + month) * 100 + date) * 100 + hour;
    if (key !== known.key || zone !== known.offset) {
      known.time = this.#hour(year, month, date, hour, zone);
      known.key = key;
      known.offset = zone;
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
    if (year !== undefined)
      return this.#noted(checked(zone(year, month, date, hour, 0, 0), year, month, date));
    const { years, isBetter } = this.#near === undefined ? latestYear(this.#latest) : nearestYear(this.#near);
    let best: number | undefined;
    for (const guess of years) {
      const time = checked(zone(guess, month, date, hour, 0, 0), guess, month, date);
      if (time !== undefined && isBetter(time, best)) best = time;
    }
    return best;
  }

  /** Lets stamps without a year follow a time that has one. */
  #noted(time: number | undefined): number | undefined {
    if (time !== undefined && (this.#near === undefined || Math.abs(time - this.#near) > 30 * day)) {
      this.#near = time;
      this.#withoutYear.key = -1;
      this.#minutes.forget();
    }
    return time;
  }
}

/** Where a stamp ends, and the one of what wraps the line. */
function endOf({ end, outer }: StampPlace): number {
  return outer === undefined ? end : Math.max(end, outer.end);
}

/** An hour as it stands in stamps, and when it began. */
class Hour {
  key = -1;
  offset: string | undefined;
  time: number | undefined;
}

/** Which years to try, and whether a time is better than the best of those tried before. */
interface YearChoice {
  readonly years: readonly number[];
  readonly isBetter: (time: number, best: number | undefined) => boolean;
}

/** The latest year that is not in the future; February 29 may be eight years back. */
function latestYear(latest: number): YearChoice {
  const last = new Date(latest).getUTCFullYear() + 1;
  return {
    years: Array.from({ length: 9 }, (_, index) => last - index),
    isBetter: (time, best) => best === undefined && time <= latest,
  };
}

/** The year that brings a stamp nearest to a time. */
function nearestYear(near: number): YearChoice {
  const year = new Date(near).getUTCFullYear();
  return {
    years: [0, -1, 1, -2, 2, -3, 3, -4, 4].map((distance) => year + distance),
    isBetter: (time, best) => best === undefined || Math.abs(time - near) < Math.abs(best - near),
  };
}

/** The fields of a stamp as they are written; undefined where none of that form stands there. */
function groupsOf(line: string, { start, end, form }: StampPlace): Groups | undefined {
  const { pattern } = stampForm(form);
  pattern.lastIndex = start;
  const groups = pattern.exec(line)?.groups;
  if (groups !== undefined) return groups;
  const plain = withoutEscapes(line.slice(start, end));
  return plain === undefined ? undefined : groupsOf(plain.text, { start: 0, end: plain.text.length, form });
}

type Groups = Readonly<Record<string, string | undefined>>;

function fieldsOf(groups: Groups): Fields {
  const { year, month, monthName, day: date, hour, minute, second, fraction } = groups;
  return {
    year: year === undefined ? undefined : Number(year) + (year.length === 2 ? 2000 : 0),
    month: monthName === undefined ? Number(month) : monthNames.indexOf(monthName) + 1,
    date: Number(date),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    fraction: fraction === undefined ? 0 : milliseconds(fraction),
    zone: zoneOf(groups),
  };
}

/** The zone that a stamp states, as `zoneReader` takes it; abbreviations but UTC's name many zones each, or none. */
function zoneOf({ zone, zoneName }: Groups): string | undefined {
  const text = zone ?? zoneName;
  if (text === undefined) return undefined;
  if (/^(?:Z|UTC|GMT)$/.test(text)) return 'UTC';
  const match = /^([+-])(\d\d?)(?::?(\d\d))?$/.exec(text);
  return match === null ? undefined : `${match[1]}${match[2]!.padStart(2, '0')}:${match[3] ?? '00'}`;
}

function offsetOf(zone: string, year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) - zoneReader(zone)(year, month, date, 0, 0, 0);
}

/** Seconds have ten digits, milliseconds thirteen, microseconds sixteen, nanoseconds nineteen, in this century. */
function sinceEpoch({ whole: given = '', fraction = '', exponent = '0' }: Groups): number | undefined {
  const digits = (given + fraction).padEnd(given.length + Number(exponent), '0');
  const whole = given.length + Number(exponent);
  if (whole < 9 || whole > 20) return undefined;
  const unit = whole <= 11 ? 10 : whole <= 14 ? 13 : whole <= 17 ? 16 : 19;
  // Where the milliseconds end: the digits that make out the seconds, and three more.
  const end = whole - unit + 13;
  return Number(digits.slice(0, end).padEnd(end, '0'));
}

/** Refuses a date that JavaScript would silently move (February 30). */
function checked(time: number, year: number, month: number, date: number): number | undefined {
  const plain = new Date(Date.UTC(year, month - 1, date));
  return plain.getUTCMonth() === month - 1 && plain.getUTCDate() === date ? time : undefined;
}

function milliseconds(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}
