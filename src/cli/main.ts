import { annotateFlags, findingFlags } from './flags.ts';
import { parse, UnknownOption } from './parser.ts';

/** Runs the program with its arguments and returns its exit status; a fault becomes one line on standard error. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await parse(args);
  } catch (error) {
    // Our own errors say what to do; anything else is a bug and keeps its stack.
    if (!(error instanceof Error) || !('tip' in error)) throw error;
    const tip = error instanceof UnknownOption ? await meant(error) : String(error.tip);
    process.stderr.write(`mooncake-annotate: ${error.message} (${tip})\n`);
    return 2;
  }
}

async function meant(error: UnknownOption): Promise<string> {
  const { nearest } = await import('../commands/nearest.ts');
  const known = [
    ...Object.keys({ ...findingFlags, ...annotateFlags }),
    'json',
    'markdown',
    'help',
    'version',
  ];
  const near = nearest(error.option, known, 1);
  return near.length === 0 ? error.tip : `did you mean --${near[0]}?`;
}
