import manifest from '../../package.json' with { type: 'json' };
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { InputFault } from '../input/files/input-files.ts';
import { BlockWriter } from '../output/block-writer.ts';
import type { LineOutput } from '../output/line-output.ts';
import { tell } from '../output/print.ts';
import type { Selection } from '../output/selection/selected-lines.ts';
import { TerminalOutput } from '../output/terminal/terminal-streams.ts';
import type { FilterChoice } from '../recognise/finding.ts';
import type { LineRecord } from '../render/lines/record.ts';
import { ZoneFormat } from '../render/text/zone-format.ts';
import type { StopSignal } from './stop-signal.ts';

/** How lines are written. */
export type AnnotateFormat = 'text' | 'ndjson' | 'otlp' | 'pretty';

/** Everything `annotate` needs to know, decided. */
export interface AnnotateCommandOptions {
  readonly catalogue: Catalogue;
  /** Paths in order; `-` is standard input. */
  readonly files: readonly string[];
  readonly choice: FilterChoice;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly timezone: string;
  /** What of the arguments could not be found. */
  readonly unread?: readonly InputFault[] | undefined;
  /** Print only lines with a finding. */
  readonly only: boolean;
  /** Which lines are printed, where more than `only` is asked for. */
  readonly selection?: Selection | undefined;
  readonly output: AnnotateFormat;
  readonly colour: boolean;
  /** Read lines that belong together, as those of a traceback do, as one. */
  readonly multiline: boolean;
  /** Append text to JSON lines, too, instead of adding a member. */
  readonly append: boolean;
  /** Print the counts per group on standard error at the end. */
  readonly summary: boolean;
  /** Milliseconds between counts on the way, if any. */
  readonly interval: number | undefined;
  /** Bytes of a line that are looked at. */
  readonly longest: number;
  /** Show control characters of the log harmlessly, since the output is a terminal. */
  readonly harmless: boolean;
  /** What a caller may have meant by a file that does not exist, if anything. */
  readonly meant?: (path: string) => string | undefined;
}

/** Standard output, and what is behind it. */
interface AnnotateOutput {
  /** What a log holds arrives harmlessly where that is wanted. */
  readonly output: LineOutput;
  readonly writer: BlockWriter;
}

/** Standard output; its reader may hold up a stop only while it takes something. */
export function annotateOutput(
  { harmless, output }: AnnotateCommandOptions,
  stop: StopSignal,
): AnnotateOutput {
  const writer = new BlockWriter(process.stdout);
  stop.watch(writer);
  return { output: harmless ? new TerminalOutput(writer, output === 'text') : writer, writer };
}

/** Prints the counts on standard error: now and then, and at the end. */
export class PrintedCounts {
  readonly #options: Pick<AnnotateCommandOptions, 'interval' | 'timezone'>;
  readonly #table: () => string;
  readonly #writer: BlockWriter;
  #last = '';

  /** @param table the counts as they are */
  constructor(
    options: Pick<AnnotateCommandOptions, 'interval' | 'timezone'>,
    table: () => string,
    writer: BlockWriter,
  ) {
    this.#options = options;
    this.#table = table;
    this.#writer = writer;
  }

  /** Prints them if something came since the last time. */
  printNews(): void {
    if (this.#table() !== this.#last) this.print();
  }

  /** Prints them on lines of their own, with the time where they are printed more than once. */
  print(): void {
    const { interval, timezone } = this.#options;
    const table = this.#table();
    const begins = process.stdout.isTTY && process.stderr.isTTY && this.#writer.isWithinLine ? '\n' : '';
    const time = interval === undefined ? '' : `${new ZoneFormat(timezone).plain(Date.now())}\n`;
    process.stderr.write(`${begins}${this.#last === '' ? '' : '\n'}${time}${table}`);
    this.#last = table;
  }
}

/** Says on standard error how many lines were longer than what is looked at. */
export function warnOfLongLines(lines: number, { longest, output }: AnnotateCommandOptions): void {
  if (lines === 0) return;
  const fate = output === 'text' ? 'their rest was passed on without a look' : 'records hold no more of them';
  tell(
    `${lines} line(s) longer than ${longest} bytes were looked at up to there; ${fate} (--max-line raises the limit)`,
  );
}

/** What makes text of records: JSON, OpenTelemetry's JSON, or what pino-pretty makes of it, which takes 30 ms to load and is wanted rarely. */
export async function recordRenderer({
  output,
  colour,
}: Pick<AnnotateCommandOptions, 'output' | 'colour'>): Promise<(record: LineRecord) => string> {
  if (output === 'ndjson') return (record) => `${JSON.stringify(record)}\n`;
  if (output === 'otlp') {
    const { otlpOf } = await import('../render/lines/otlp-record.ts');
    return (record) => `${JSON.stringify(otlpOf(record, Date.now(), manifest.version))}\n`;
  }
  const { prettyFactory } = await import('pino-pretty');
  const pretty = prettyFactory({
    colorize: colour,
    translateTime: 'SYS:yyyy-mm-dd HH:MM:ss.l',
    ignore: 'input,line',
  });
  // Most lines have no code, and need no line that says so. It shows members that are undefined.
  return ({ codes, ...rest }) => {
    const known = Object.entries(rest).filter(([, value]) => value !== undefined);
    return pretty(Object.fromEntries(codes.length === 0 ? known : [...known, ['codes', codes]]));
  };
}
