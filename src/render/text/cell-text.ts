import { terminalSafe } from '../../output/terminal-safe.ts';

/** Text from a log or a file's name as one cell of a table: on one line, and harmless for a terminal. */
export function cellText(text: string): string {
  const safe = terminalSafe(Buffer.from(text), { colours: false }).toString();
  return safe.replaceAll(/\r?\n/g, '␊').replaceAll('\t', ' ');
}
