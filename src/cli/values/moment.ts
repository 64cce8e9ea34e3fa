import { zoneReader } from '../../recognise/time/zone.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';
import { UsageError } from '../usage-error.ts';

const day = 86_400_000;
const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: day, w: 7 * day };

const absolute =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d*)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
const timeOfDay = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/;
const ago = /^-?(\d+(?:\.\d+)?) ?(s|sec|m|min|h|hours?|d|days?|w|weeks?)(?: ago)?$/;

/** Whether a moment is a time without a date: `02:00`. */
export function isTimeOfDay(text: string): boolean {
  return timeOfDay.test(text.trim());
}

/** Whether a moment is told from now: `-24h`, `yesterday`, `02:00`; all but what has a date. */
export function isRelative(text: string): boolean {
  return !absolute.test(text.trim());
}

/**
 * Reads a moment: `2026-07-30T02:00:00+02:00`, `2026-07-30 02:00` or `2026-07-30` in the zone, `today` and `yesterday`
 * (their midnight), `now`, `24h`, `-24h` and `24h ago` (so long ago), `02:00` (the latest that is not in the future).
 *
 * @param flag the option that it was given to
 * @param zone a name that `zoneReader` knows
 * @param now epoch milliseconds
 * @param newest what a time without a date is sought before: the newest stamp of logs, else now
 * @returns epoch milliseconds
 * @throws UsageError for any other text, and for dates that do not exist
 */
export function readMoment(text: string, flag: string, zone: string, now: number, newest = now): number {
  const word = text.trim().toLowerCase();
  const found =
    absoluteMoment(text.trim(), zone) ??
    dayMoment(word, zone, now) ??
    agoMoment(word, now) ??
    timeMoment(word, zone, newest);
  if (found !== undefined && Math.abs(found) <= farthest) return found;
  throw new UsageError(
    `${flag} needs a time, not "${text}"`,
    'for example "2026-07-30 02:00", 2026-07-30T02:00:00Z, yesterday, 24h (ago) or 02:00',
  );
}

/** No date of JavaScript's lies further from 1970, in milliseconds. */
const farthest = 8.64e15;

/**
 * An end that was typed without a date is the first such time behind the beginning.
 *
 * @param end what was read from `text`
 */
export function endBehind(
  end: number | undefined,
  text: string | undefined,
  since: number | undefined,
): number | undefined {
  if (end === undefined || since === undefined || !isTimeOfDay(text!)) return end;
  // From the newest such time back, or on, by whole days.
  return end + Math.ceil((since - end) / day) * day;
}

function absoluteMoment(text: string, zone: string): number | undefined {
  const match = absolute.exec(text);
  if (match === null) return undefined;
  const [year, month, date, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  if (!isDate(year!, month!, date!) || !isTime(hour!, minute!, second!)) return undefined;
  const start = zoneReader(match[8] ?? zone)(year!, month!, date!, hour!, minute!, second!);
  return start + Number((match[7] ?? '').padEnd(3, '0'));
}

function dayMoment(word: string, zone: string, now: number): number | undefined {
  if (word === 'now') return now;
  if (word !== 'today' && word !== 'yesterday') return undefined;
  return atTime(zone, now, word === 'today' ? 0 : 1, 0, 0, 0);
}

function agoMoment(word: string, now: number): number | undefined {
  const match = ago.exec(word);
  return match === null ? undefined : now - Number(match[1]) * units[match[2]![0]!]!;
}

function timeMoment(word: string, zone: string, now: number): number | undefined {
  const match = timeOfDay.exec(word);
  if (match === null) return undefined;
  const [hour, minute, second] = match.slice(1, 4).map((part) => Number(part ?? 0));
  if (!isTime(hour!, minute!, second!)) return undefined;
  const today = atTime(zone, now, 0, hour!, minute!, second!);
  return today <= now ? today : atTime(zone, now, 1, hour!, minute!, second!);
}

/** A time of the day that was so many days ago, by the calendar and the clocks of the zone. */
function atTime(
  zone: string,
  now: number,
  daysAgo: number,
  hour: number,
  minute: number,
  second: number,
): number {
  const [year, month, date] = new ZoneFormat(zone).plain(now).slice(0, 10).split('-').map(Number);
  const wanted = new Date(Date.UTC(year!, month! - 1, date! - daysAgo));
  return zoneReader(zone)(
    wanted.getUTCFullYear(),
    wanted.getUTCMonth() + 1,
    wanted.getUTCDate(),
    hour,
    minute,
    second,
  );
}

function isDate(year: number, month: number, date: number): boolean {
  const real = new Date(Date.UTC(year, month - 1, date));
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === date;
}

function isTime(hour: number, minute: number, second: number): boolean {
  return hour < 24 && minute < 60 && second < 60;
}
