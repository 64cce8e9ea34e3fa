import type { SourceReading, Statement } from './parse/statements.ts';

/** A log line made from a statement of Mooncake, and what follows the statement. */
interface RenderedLine {
  readonly line: string;
  readonly statement: Statement;
}

const values = [
  ['kv-0/7f3a', '10.20.0.4:50051', '4096', '0x7f12c4000000', 'node-17', 'true', '/mnt/nvme0/kv', '3'],
  ['Connection refused [111]', 'mlx5_2', '18446744073709551615', 'team-a', 'a: b, c=d', '65536', '1', 'rdma'],
  ['', '0', 'x', 'key with spaces', '[fe80::1]:12345', 'cuda:0', 'No such file or directory', '17'],
] as const;

/** The text of a pattern with an invented value for every `{}`; another seed gives other values. */
export function renderPattern(pattern: string, seed: number): string {
  const pool = values[seed % values.length] ?? values[0];
  let next = seed;
  return pattern.replace(/\{\}/g, () => pool[next++ % pool.length] ?? '');
}

/**
 * Renders every statement of a reading into a line as glog prints it, with invented values; `seed` varies them. Texts
 * that are nothing but values are left out: they cannot be told from any other line.
 */
export function* renderStatements(reading: SourceReading, seed = 0): Generator<RenderedLine> {
  let n = seed;
  for (const statement of reading.statements) {
    if (!/\p{L}/u.test(statement.pattern.replace(/\{\}/g, ''))) continue;
    n++;
    const stamp = `0730 11:${String(n % 60).padStart(2, '0')}:18.${String(123456 + n).slice(-6)}`;
    const prefix = `${statement.severity}2026${stamp} ${12345 + (n % 7)} ${statement.file}:${statement.line}]`;
    yield { line: `${prefix} ${renderPattern(statement.pattern, n)}`, statement };
  }
}
