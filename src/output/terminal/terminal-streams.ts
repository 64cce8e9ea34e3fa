import { closeSync, openSync } from 'node:fs';
import { isatty, ReadStream } from 'node:tty';
import { shownBytes } from '../../recognise/prefix/terminal-text.ts';
import { terminalSafe } from '../../render/text/safe-text.ts';
import { ForwardingOutput, type LineOutput } from '../line-output.ts';

/** Shows what a log holds harmlessly on a terminal, see {@link terminalSafe}, and of lines with progress bars what a terminal would come to show. */
export class TerminalOutput extends ForwardingOutput {
  readonly #trustsText: boolean;

  /**
   * @param target what the terminal is reached through
   * @param trustsText false when `text` holds parts of the log too, as records do
   */
  constructor(target: LineOutput, trustsText: boolean) {
    super(target);
    this.#trustsText = trustsText;
  }

  bytes(bytes: Buffer, start: number, end: number): void {
    const safe = terminalSafe(shownBytes(bytes.subarray(start, end)));
    this.target.bytes(safe, 0, safe.length);
  }

  text(text: string | Buffer): void {
    if (this.#trustsText) this.target.text(text);
    else {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      this.bytes(bytes, 0, bytes.length);
    }
  }
}

/**
 * Where keys come from: standard input if it is a terminal, else the process's own terminal, as where standard input brings the
 * logs. undefined where there is none.
 *
 * @param isTaken whether standard input is read for something else
 */
export function terminalInput(isTaken: boolean): ReadStream | undefined {
  if (!isTaken && process.stdin.isTTY) return process.stdin;
  let descriptor: number | undefined;
  try {
    descriptor = openSync('/dev/tty', 'r');
    if (isatty(descriptor)) return new ReadStream(descriptor);
  } catch {
    // A process of a service has no terminal.
  }
  if (descriptor !== undefined) closeSync(descriptor);
  return undefined;
}
