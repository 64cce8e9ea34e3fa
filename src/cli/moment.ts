import { zoneReader } from '../recognise/zone.ts';
import { readDuration } from './duration.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads a moment: `2026-07-30T02:14:13`, `2026-07-30 02:14`, `2026-07-30`, with or without an offset; `02:14` today; or
 * `-2h`, so long before now. Returns epoch milliseconds.
 *
 * @param zone of a moment without an offset, as for `--timezone`
 */
export function readMoment(text: string, flag: string, zone: string, now: number): number {
  const word = text.trim();
  if (word.startsWith('-')) return now - readDuration(word.slice(1), flag);
  const full =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,3}))?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(
      word,
    );
  const clock = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(word);
  if (full !== null) {
    const [, year, month, day, hour, minute, second, fraction, offset] = full;
    const numbers = [year, month, day, hour ?? 0, minute ?? 0, second ?? 0].map(Number);
    const [y, mo, d, h, mi, s] = numbers as [number, number, number, number, number, number];
    if (mo >= 1 && mo <= 12 && d >= 1 && d <= 31 && h < 24 && mi < 60 && s < 60)
      return zoneReader(offset ?? zone)(y, mo, d, h, mi, s) + Number((fraction ?? '').padEnd(3, '0'));
  }
  if (clock !== null) {
    const today = new Date(now);
    const [h, mi, s] = [clock[1], clock[2], clock[3] ?? 0].map(Number) as [number, number, number];
    if (h < 24 && mi < 60 && s < 60)
      return zoneReader(zone)(today.getFullYear(), today.getMonth() + 1, today.getDate(), h, mi, s);
  }
  throw new UsageError(`${flag} needs a time, not "${text}"`, 'for example 2026-07-30T02:14, 02:14 or -2h');
}
