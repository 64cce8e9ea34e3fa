import manifest from '../../package.json' with { type: 'json' };
import { BlockWriter } from '../output/block-writer.ts';
import type { LineOutput } from '../output/line-output.ts';
import { tell } from '../output/message.ts';
import { TerminalOutput } from '../output/terminal/terminal-output.ts';
import type { LineRecord } from '../render/lines/record.ts';
import type { AnnotateOptions } from './annotate-options.ts';

/** Standard output; what a log holds arrives harmlessly where that is wanted. */
export function annotateOutput({ harmless, output }: AnnotateOptions): LineOutput {
  const writer = new BlockWriter(process.stdout);
  return harmless ? new TerminalOutput(writer, output === 'text') : writer;
}

/** Says on standard error how many lines were longer than what is looked at. */
export function warnOfLongLines(lines: number, { longest, output }: AnnotateOptions): void {
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
}: Pick<AnnotateOptions, 'output' | 'colour'>): Promise<(record: LineRecord) => string> {
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
  // Most lines have no code, and need no line that says so.
  return ({ codes, ...rest }) => pretty(codes.length === 0 ? rest : { ...rest, codes });
}
