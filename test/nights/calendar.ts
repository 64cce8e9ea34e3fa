import { zoneReader } from '../../src/recognise/time/zone.ts';
import { ZoneFormat } from '../../src/render/text/zone-format.ts';

/** Where the simulated hosts stand: the clocks change within the nights. */
export const zone = 'Europe/Berlin';

const format = new ZoneFormat(zone);
const reader = zoneReader(zone);

/** The first simulated day. */
const first = { year: 2026, month: 2, day: 16 };

/** When a simulated day has this time of day, in epoch milliseconds; day 0 is a Monday. */
export function timeOf(day: number, hour = 0, minute = 0): number {
  const date = new Date(Date.UTC(first.year, first.month - 1, first.day + day));
  return reader(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), hour, minute, 0);
}

/** `2026-02-16` */
export function dateOf(day: number): string {
  return format.plain(timeOf(day, 12)).slice(0, 10);
}

/** A stamp as glog prints it, with the year or without: `20260216 10:00:00.000123`. */
export function glogStamp(time: number, withYear: boolean): string {
  const plain = format.plain(time);
  const micro = String(((time % 1000) + 1000) % 1000).padStart(3, '0');
  return `${plain.slice(withYear ? 0 : 5, 10).replaceAll('-', '')} ${plain.slice(11)}.${micro}000`;
}

/** Whether a day is a Saturday or Sunday. */
export function isWeekend(day: number): boolean {
  return day % 7 >= 5;
}
