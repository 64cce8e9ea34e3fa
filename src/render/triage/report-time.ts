/** Writes times of a report as short as its range allows; times are ISO 8601 with offset. */
export class ReportTime {
  readonly #day: string | undefined;

  constructor({ from, to }: { readonly from: string | null; readonly to: string | null }) {
    const day = from?.slice(0, 10);
    this.#day = day === to?.slice(0, 10) ? day : undefined;
  }

  /** `02:11:04`, or `07-30 02:11:04` where the report covers several days; `-` for a time that is not known. */
  short(time: string | null): string {
    if (time === null) return '-';
    const clock = time.slice(11, 19);
    return this.#day !== undefined && time.startsWith(this.#day) ? clock : `${time.slice(5, 10)} ${clock}`;
  }

  /** `2026-07-30 02:11:04 +02:00`. */
  full(time: string | null): string {
    if (time === null) return '-';
    const offset = /(?:[+-]\d\d:\d\d|Z)$/.exec(time)?.[0] ?? '';
    return `${time.slice(0, 10)} ${time.slice(11, 19)} ${offset === 'Z' ? '+00:00' : offset}`.trimEnd();
  }

  /** From when to when: `02:11:04 to 02:25:31`, or `02:11:04, still going on`. */
  span(from: string | null, to: string | null, ongoing = false): string {
    if (from === null) return 'at an unknown time';
    if (ongoing && this.short(from) === this.short(to))
      return `at ${this.short(from)}, just before the logs end`;
    if (ongoing) return `${this.short(from)}, still going on`;
    return to === null || this.short(from) === this.short(to)
      ? `at ${this.short(from)}`
      : `${this.short(from)} to ${this.short(to)}`;
  }
}

/** How long after its cause: `+0.4 s`, `+3 min`, `+2 h`; empty where that is not known. */
export function offset(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 10) return `+${seconds.toFixed(1)} s`;
  if (seconds < 120) return `+${Math.round(seconds)} s`;
  return seconds < 7200 ? `+${Math.round(seconds / 60)} min` : `+${Math.round(seconds / 3600)} h`;
}
