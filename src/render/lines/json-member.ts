import type { RecordCode } from './record.ts';

/** What is put before the closing brace of a JSON line: its codes as a further member. */
export function codesMember(name: string, codes: readonly RecordCode[]): string {
  return `,"${name}":${JSON.stringify(codes)}`;
}
