const minute = 60_000;
const quarter = 15 * minute;
/** How long after a line was printed its wrapper's stamp may lie for the distance to tell a zone. */
const soon = 7 * minute;

/** A time as clocks on a wall show it. */
interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** In milliseconds. */
  readonly fraction: number;
}

/** The epoch milliseconds of a wall's time in UTC; undefined where it is no time. */
export function wallTime(wall: WallTime): number | undefined {
  const { year, month, date, hour } = wall;
  if (month < 1 || month > 12 || hour > 23 || wall.minute > 59 || wall.second > 60) return undefined;
  const plain = new Date(Date.UTC(year, month - 1, date));
  if (plain.getUTCMonth() !== month - 1 || plain.getUTCDate() !== date) return undefined;
  return Date.UTC(year, month - 1, date, hour, wall.minute, wall.second, wall.fraction);
}

/**
 * The offset from UTC of the wall that shows a time, when it is known at what moment that was passed on. A line goes through
 * a container's runtime within seconds, so that the distance is the zone; where it is none that a zone could have, the line
 * was passed on late, and is taken to be of the runtime's own zone or UTC, whichever is nearer.
 *
 * @param wall as if it were UTC, in milliseconds
 * @param passed the moment in epoch milliseconds
 * @param own the offset that the runtime states, in milliseconds
 */
export function nearestOffset(wall: number, passed: number, own: number): number {
  const distance = wall - passed;
  for (const offset of [own, 0]) if (Math.abs(distance - offset) <= soon) return offset;
  const rounded = Math.round(distance / quarter) * quarter;
  const isZone = rounded >= -12 * 60 * minute && rounded <= 14 * 60 * minute;
  if (isZone && rounded % (30 * minute) === 0 && Math.abs(distance - rounded) <= soon) return rounded;
  return Math.abs(distance - own) <= Math.abs(distance) ? own : 0;
}

/** A fault in the name of a time zone. */
export class ZoneError extends Error {
  readonly code = 'UNKNOWN_ZONE';
  readonly tip = 'use local, UTC, a name such as Europe/Berlin, or an offset such as +08:00';
  constructor(zone: string) {
    super(`unknown time zone "${zone}"`);
    this.name = 'ZoneError';
  }
}

/** Turns a wall-clock time of one zone into epoch milliseconds. Months count from 1. */
export type ZoneReader = (
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
) => number;

/**
 * Makes the reader of a zone: `local`, `UTC`, an IANA name or a fixed offset (`+08:00`). A time that a change of clocks
 * makes ambiguous is read as the earlier one. Throws `ZoneError` for any other text.
 */
export function zoneReader(zone: string): ZoneReader {
  if (zone === 'local') return (y, mo, d, h, mi, s) => new Date(y, mo - 1, d, h, mi, s).getTime();
  if (/^(?:utc|z|gmt)$/i.test(zone)) return (y, mo, d, h, mi, s) => Date.UTC(y, mo - 1, d, h, mi, s);
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (fixed !== null) {
    // Clocks are at most 14 hours apart from UTC.
    if (Number(fixed[2]) > 14 || Number(fixed[3]) > 59) throw new ZoneError(zone);
    const minutes = (Number(fixed[2]) * 60 + Number(fixed[3])) * (fixed[1] === '-' ? -1 : 1);
    return (y, mo, d, h, mi, s) => Date.UTC(y, mo - 1, d, h, mi, s) - minutes * 60_000;
  }
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new ZoneError(zone);
  }
  const offsetAt = (time: number): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(time)) part[type] = Number(value);
    const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
    return wall - Math.floor(time / 1000) * 1000;
  };
  return (y, mo, d, h, mi, s) => {
    const wall = Date.UTC(y, mo - 1, d, h, mi, s);
    // The offset at the guess may lie on the other side of a change of clocks; the second look settles that.
    const guess = wall - offsetAt(wall);
    return wall - offsetAt(guess);
  };
}
