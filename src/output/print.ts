import type { Writable } from 'node:stream';
import { type ColourChoice, type Display, displayOf, plainPaint } from '../render/text/display.ts';
import { safeText } from '../render/text/safe-text.ts';
import { type ReportFile, ReportFileError, writeReport } from './report-file.ts';

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

/** Where a report goes: to standard output, and to files. */
export interface Delivery<Renderer> {
  readonly color: ColourChoice;
  readonly render: Renderer;
  readonly reports: readonly { readonly file: ReportFile; readonly render: Renderer }[];
}

/**
 * Writes the reports to files, then prints. A report that cannot be written keeps none of the others back.
 *
 * @param textOf renders the report for the place that it goes to
 * @param shown whether anything is to be printed
 * @returns what went wrong, one line each
 */
export async function deliver<Renderer>(
  { color, render, reports }: Delivery<Renderer>,
  textOf: (render: Renderer, display: Display) => string,
  shown = true,
): Promise<string[]> {
  const faults: string[] = [];
  const display = displayOf(process.env, process.stdout, color);
  const plain = { ...display, width: undefined, paint: plainPaint };
  for (const report of reports) {
    try {
      const note = writeReport(report.file, textOf(report.render, plain));
      if (note !== undefined) tell(note);
    } catch (error) {
      if (!(error instanceof ReportFileError)) throw error;
      faults.push(error.message);
    }
  }
  if (!shown) return faults;
  try {
    await print(process.stdout, textOf(render, display));
  } catch (error) {
    if (!isWriteFailure(error)) throw error;
    faults.push(`${error.message} (check where the output goes)`);
  }
  return faults;
}
