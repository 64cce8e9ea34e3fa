import { UsageError } from '../usage-error.ts';

const units: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** Reads a size such as `4096`, `64K`, `1M` (or `1MiB`). Returns bytes; at least 1 KiB and at most 256 MiB. */
export function readSize(text: string, flag: string): number {
  const match = /^(\d+)([KMG]?)(?:i?B)?$/i.exec(text.trim());
  const bytes = match === null ? Number.NaN : Number(match[1]) * units[match[2]!.toUpperCase()]!;
  if (bytes >= 1024 && bytes <= 256 * 1024 ** 2) return bytes;
  throw new UsageError(`${flag} needs a size, not "${text}"`, 'from 1K to 256M, for example 1M');
}
