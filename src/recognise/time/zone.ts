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
