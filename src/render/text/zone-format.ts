/** Writes times as ISO 8601 with the offset of one zone: `2026-07-30T11:49:18.123+02:00`. */
export class ZoneFormat {
  readonly #offset: (time: number) => number;

  /** @param zone `local`, `UTC`, an IANA name or a fixed offset; `zoneReader` has checked it */
  constructor(zone: string) {
    this.#offset = offsetReader(zone);
  }

  /** A time in epoch milliseconds as ISO 8601 with milliseconds and offset. */
  iso(time: number): string {
    const minutes = this.#offset(time);
    const wall = new Date(time + minutes * 60_000).toISOString().slice(0, -1);
    if (minutes === 0) return `${wall}+00:00`;
    const sign = minutes < 0 ? '-' : '+';
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${wall}${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  }

  /** A time for people: `2026-07-30 11:49:18`. */
  plain(time: number): string {
    return this.iso(time).slice(0, 19).replace('T', ' ');
  }
}

/** Minutes that a zone is ahead of UTC at a time. */
function offsetReader(zone: string): (time: number) => number {
  if (zone === 'local') return (time) => -new Date(time).getTimezoneOffset();
  if (/^(?:utc|z|gmt)$/i.test(zone)) return () => 0;
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (fixed !== null) {
    const minutes = (Number(fixed[2]) * 60 + Number(fixed[3])) * (fixed[1] === '-' ? -1 : 1);
    return () => minutes;
  }
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (time) => {
    const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
    return match === null ? 0 : (Number(match[2]) * 60 + Number(match[3])) * (match[1] === '-' ? -1 : 1);
  };
}
