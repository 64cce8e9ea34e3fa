const minute = 60_000;
const quarter = 15 * minute;
/** How long after a line was printed its wrapper's stamp may lie for the distance to tell a zone. */
const soon = 7 * minute;

/** A time as clocks on a wall show it. */
export interface WallTime {
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
