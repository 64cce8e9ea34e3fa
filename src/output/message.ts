import { safeText } from '../render/text/safe-text.ts';

/** Writes one line for the user on standard error, whatever file names and arguments are in it. */
export function tell(message: string): void {
  process.stderr.write(`mooncake-annotate: ${safeText(message, 'line')}\n`);
}
