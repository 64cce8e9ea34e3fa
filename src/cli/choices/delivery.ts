import { isWriteFailure, print, tell } from '../../output/print.ts';
import { type ReportFile, ReportFileError, reportFile, writeReport } from '../../output/report-file.ts';
import type { Formats } from '../../render/formats.ts';
import type { Display } from '../../render/text/display.ts';
import { colouredPaint, plainPaint } from '../../render/text/display.ts';

/** What `--color` takes. */
export type ColourChoice = 'auto' | 'always' | 'never';

/**
 * Whether text is to be coloured. What was typed comes first, then NO_COLOR and FORCE_COLOR as their authors describe them;
 * otherwise colours fit a terminal that can show them.
 */
export function wantsColours(
  environment: NodeJS.ProcessEnv,
  terminal: boolean,
  wanted: ColourChoice = 'auto',
): boolean {
  if (wanted !== 'auto') return wanted === 'always';
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR !== undefined) return environment.FORCE_COLOR !== '0';
  return terminal && environment.TERM !== 'dumb';
}

/** The arguments of a command that prints a report, as typed. */
export interface DeliveryFlags<Name extends string> {
  readonly format: Name;
  readonly report?: readonly string[] | undefined;
  readonly color: ColourChoice;
}

/** Where a report goes: to standard output, and to files. */
export interface Delivery<Renderer> {
  readonly color: ColourChoice;
  readonly render: Renderer;
  readonly reports: readonly { readonly file: ReportFile; readonly render: Renderer }[];
}

/**
 * Decides where a report goes, and finds before any log is read what keeps it from being written.
 *
 * @param others what else the run reads or writes: logs, catalogues, a checkpoint
 * @throws ReportError
 */
export async function deliveryChoice<Name extends string, Renderer>(
  { format, report = [], color }: DeliveryFlags<Name>,
  formats: Formats<Name, Renderer>,
  others: readonly string[],
): Promise<Delivery<Renderer>> {
  const files = report.map((path) => reportFile(path, formats, others));
  // Loaded now, since the program's own files may be replaced during a long run.
  const reports = files.map(async (file) => ({ file, render: await formats.load(file.format) }));
  return { color, render: await formats.load(format), reports: await Promise.all(reports) };
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

/** What the place where text is shown can show. The locale is that of POSIX: the first of three variables decides. */
export function displayOf(
  environment: NodeJS.ProcessEnv,
  output: { readonly isTTY?: boolean; readonly columns?: number },
  color: ColourChoice,
): Display {
  const terminal = output.isTTY === true;
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  return {
    width: terminal ? output.columns : undefined,
    unicode: /utf-?8/i.test(locale),
    paint: wantsColours(environment, terminal, color) ? colouredPaint : plainPaint,
  };
}
