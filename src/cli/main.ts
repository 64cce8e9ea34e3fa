import { isWriteFailure } from '../output/write-failure.ts';
import {
  annotateFlags,
  catalogueFlags,
  checkpointFlags,
  findingFlags,
  newsFlags,
  summaryFlags,
  triageFlags,
} from './flags.ts';
import { parse, UnknownOption } from './parser.ts';

/** Runs the program with its arguments and returns its exit status; a fault becomes one line on standard error. */
export async function main(args: readonly string[]): Promise<number> {
  // Who writes sees the failure too; unheard events would end the program with a stack (`2>&1 | head`).
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    return await parse(args);
  } catch (error) {
    // Our own errors say what to do; anything else is a bug and keeps its stack.
    const tip = await tipOf(error);
    if (tip === undefined) throw error;
    const { message } = error as Error;
    // Errors of inputs and checkpoints say it themselves.
    process.stderr.write(
      `mooncake-annotate: ${message.endsWith(`(${tip})`) ? message : `${message} (${tip})`}\n`,
    );
    // Of an expression, the place that is wrong.
    if (error instanceof Error && 'excerpt' in error) process.stderr.write(`${error.excerpt}\n`);
    return 2;
  }
}

async function tipOf(error: unknown): Promise<string | undefined> {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UnknownOption) return meant(error);
  if ('tip' in error) return String(error.tip);
  return isWriteFailure(error) ? 'check where the output goes' : undefined;
}

async function meant(error: UnknownOption): Promise<string> {
  const { nearest } = await import('../commands/nearest.ts');
  const known = [
    ...Object.keys({
      ...catalogueFlags,
      ...findingFlags,
      ...annotateFlags,
      ...summaryFlags,
      ...triageFlags,
      ...checkpointFlags,
      ...newsFlags,
    }),
    'json',
    'markdown',
    'help',
    'version',
  ];
  const near = nearest(error.option, known, 1);
  return near.length === 0 ? error.tip : `did you mean --${near[0]}?`;
}
