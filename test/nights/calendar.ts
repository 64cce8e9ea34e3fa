import { zoneReader } from '../../src/recognise/time/zone.ts';
import { ZoneFormat } from '../../src/render/text/zone-format.ts';

/** Where the simulated hosts stand: the clocks change within the nights. */
export const zone = 'Europe/Berlin';

const format = new ZoneFormat(zone);
const reader = zoneReader(zone);

/** The simulated days, counted from 0. */
export class Calendar {
  readonly #year: number;
  readonly #month: number;
  readonly #day: number;

  /** @param first the first day, as `2026-10-12` */
  constructor(first: string) {
    const [year, month, day] = first.split('-').map(Number);
    [this.#year, this.#month, this.#day] = [year!, month!, day!];
    if (Number.isNaN(Date.parse(first))) throw new Error(`${first} is no day`);
  }

  /** When a day has this time of day, in epoch milliseconds. */
  timeOf(day: number, hour = 0, minute = 0): number {
    const date = this.#date(day);
    return reader(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), hour, minute, 0);
  }

  /** `2026-10-12` */
  dateOf(day: number): string {
    return this.#date(day).toISOString().slice(0, 10);
  }

  /** Whether a day is a Saturday or Sunday. */
  isWeekend(day: number): boolean {
    return [0, 6].includes(this.#date(day).getUTCDay());
  }

  #date(day: number): Date {
    return new Date(Date.UTC(this.#year, this.#month - 1, this.#day + day));
  }
}

/** A stamp as glog prints it, by the zone's clock, with the year or without: `20260216 10:00:00.000123`. */
export function glogStamp(time: number, withYear: boolean): string {
  return glog(format.plain(time), time, withYear);
}

/** The same by the clock of UTC, as in a container. */
export function glogStampInUtc(time: number): string {
  return glog(new Date(time).toISOString().slice(0, 19).replace('T', ' '), time, false);
}

function glog(plain: string, time: number, withYear: boolean): string {
  const milli = String(time % 1000).padStart(3, '0');
  return `${plain.slice(withYear ? 0 : 5, 10).replaceAll('-', '')} ${plain.slice(11)}.${milli}000`;
}
