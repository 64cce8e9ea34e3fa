import { terminalSafe } from '../output/terminal-safe.ts';

/** Text of a log, read as latin1, as text that is safe to show: control characters are made visible. */
export function visibleText(text: string): string {
  return terminalSafe(Buffer.from(text, 'latin1'), { colours: false }).toString();
}
