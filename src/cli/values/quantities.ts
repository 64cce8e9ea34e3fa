import { UsageError } from '../usage-error.ts';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads a duration such as `250ms`, `60s`, `5m`, `1h` or `1d`; a bare number means seconds. Returns milliseconds. */
export function readDuration(text: string, flag: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text.trim());
  const value = match === null ? 0 : Number(match[1]) * units[match[2] ?? 's']!;
  if (value > 0) return value;
  throw new UsageError(`${flag} needs a duration, not "${text}"`, 'for example 60s, 5m or 1h');
}

const sizeUnits: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** Reads a size such as `4096`, `64K`, `1M` (or `1MiB`). Returns bytes; at least 1 KiB and at most 256 MiB. */
export function readSize(text: string, flag: string): number {
  const match = /^(\d+)([KMG]?)(?:i?B)?$/i.exec(text.trim());
  const bytes = match === null ? Number.NaN : Number(match[1]) * sizeUnits[match[2]!.toUpperCase()]!;
  if (bytes >= 1024 && bytes <= 256 * 1024 ** 2) return bytes;
  throw new UsageError(`${flag} needs a size, not "${text}"`, 'from 1K to 256M, for example 1M');
}
