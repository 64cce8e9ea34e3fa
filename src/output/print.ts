import type { Writable } from 'node:stream';
import { safeText } from '../render/text/safe-text.ts';

/** Writes one line for the user on standard error, whatever file names and arguments are in it. */
export function tell(message: string): void {
  process.stderr.write(`mooncake-annotate: ${safeText(message, 'line')}\n`);
}

/** Whether the system refused a write (disk full, device gone), and not, say, a read. */
export function isWriteFailure(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write';
}

/**
 * Writes a text or bytes to a stream and resolves when the stream has taken it; a text that goes to a terminal, harmlessly. That the reader has gone (`| head`) is no error;
 * rejects with anything else that the stream fails with.
 */
export function print(stream: Writable, text: string | Uint8Array): Promise<void> {
  const isTerminal = 'isTTY' in stream && stream.isTTY === true;
  const safe = isTerminal && typeof text === 'string' ? safeText(text, 'terminal') : text;
  return new Promise((resolve, reject) => {
    stream.on('error', () => {});
    stream.write(safe, (error) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}
