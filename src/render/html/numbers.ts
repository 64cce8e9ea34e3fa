export { count, counted } from '../text/columns.ts';
export { percent } from '../text/percent.ts';

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
export function size(bytes: number): string {
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
