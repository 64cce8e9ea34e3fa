import { html, type Raw } from './markup.ts';

const STAMP = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A report's time, read as it stands there, in the zone that the report was written for. */
export function stampText(iso: string | null, parts: 'full' | 'short' = 'full'): Raw {
  if (iso === null) return html`<span class="soft">no stamp</span>`;
  const match = STAMP.exec(iso);
  if (match === null) return html`${iso}`;
  const [, date, time] = match;
  return html`<time datetime="${iso}" title="${iso}">${parts === 'full' ? date : date!.slice(5)} ${time}</time>`;
}

/** Minutes that a report's time is ahead of UTC; 0 where it does not say. */
export function offsetOf(iso: string): number {
  const match = /([+-])(\d\d):(\d\d)$/.exec(iso);
  if (match === null) return 0;
  return (Number(match[2]) * 60 + Number(match[3])) * (match[1] === '-' ? -1 : 1);
}

/** An offset as ISO 8601 writes it: `+02:00`. */
export function offsetText(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** A length of time in its two largest units: `8 h 12 min`, `40 s`. */
export function durationText(seconds: number): string {
  const units = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ] as const;
  const whole = Math.max(0, Math.round(seconds));
  const largest = units.findIndex(([unit]) => whole >= unit);
  if (largest === -1) return '0 s';
  const [unit, name] = units[largest]!;
  const [below, nameBelow] = units[largest + 1] ?? [1, 's'];
  const rest = Math.floor((whole % unit) / below);
  return rest === 0 || unit === 1
    ? `${Math.floor(whole / unit)} ${name}`
    : `${Math.floor(whole / unit)} ${name} ${rest} ${nameBelow}`;
}

/** From when to when, to the minute: `2026-07-30 02:14 – 02:20`. */
export function shortRange(range: {
  readonly from: string | null;
  readonly to: string | null;
}): string | undefined {
  if (range.from === null || range.to === null) return undefined;
  const [from, to] = [range.from, range.to].map((time) => time.slice(0, 16).replace('T', ' '));
  return from!.slice(0, 10) === to!.slice(0, 10) ? `${from} – ${to!.slice(11)}` : `${from} – ${to}`;
}
