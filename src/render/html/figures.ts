import { html, type Raw } from './markup.ts';

export { counted, countText, percentText } from '../text/columns.ts';

/** A count in few characters: `950`, `1.2k`, `34M`. */
export function compact(value: number): string {
  for (const [unit, sign] of [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    // 999,500 would be 1000k.
    if (value >= unit * 0.9995) return `${significant(value / unit, 2)}${sign}`;
  }
  return String(Math.round(value));
}

/** Bytes as people say them: `640 B`, `1.7 GB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  for (const [unit, name] of [
    [1e12, 'TB'],
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ] as const) {
    if (bytes >= unit * 0.9995) return `${significant(bytes / unit, 3)} ${name}`;
  }
  return `${bytes} B`;
}

/** A number with at least so many significant digits, and no more decimals than these need. */
export function significant(value: number, digits: number): string {
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))));
  const text = value.toFixed(Math.min(decimals, 6));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

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
  const sizeText = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(sizeText / 60))}:${two(sizeText % 60)}`;
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
