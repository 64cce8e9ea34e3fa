/** The bundled program's entry: what `dist/cli.js` and the threads that it starts call. */

import manifest from '../../package.json' with { type: 'json' };
import { isOutOfDescriptors, raiseLimit } from '../input/input-error.ts';
import { isWriteFailure, print, tell } from '../output/print.ts';
import { safeText } from '../render/text/safe-text.ts';
import { logs } from './flags/flag.ts';
import { UsageError } from './usage-error.ts';
import { settings } from './values/settings.ts';
import { parseWords, resolveValues, type TypedWords } from './values/typed-words.ts';

/**
 * Runs the program with its arguments and returns its exit status; a fault becomes one line on standard error.
 *
 * @param dropEarlySignals lets signals be what they are by default, for commands that read no logs
 */
export async function main(args: readonly string[], dropEarlySignals = (): void => {}): Promise<number> {
  // Who writes sees the failure too; unheard events would end the program with a stack (`2>&1 | head`).
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    return await run(parseWords(args), dropEarlySignals);
  } catch (error) {
    // Our own errors say what to do; anything else is a bug and keeps its stack.
    const tip = tipOf(error);
    if (tip === undefined) throw error;
    const { message } = error as Error;
    // Errors of inputs and checkpoints say it themselves.
    tell(message.endsWith(`(${tip})`) ? message : `${message} (${tip})`);
    // Of an expression, the place that is wrong.
    if (error instanceof Error && 'excerpt' in error)
      process.stderr.write(`${safeText(String(error.excerpt), 'html')}\n`);
    return 2;
  }
}

async function run(
  { command, words, values, help, version, notices }: TypedWords,
  dropEarlySignals: () => void,
): Promise<number> {
  if (version) {
    await print(process.stdout, `${manifest.version}\n`);
    return 0;
  }
  if (help !== undefined) {
    const { helpText } = await import('./pages/manuals.ts');
    await print(process.stdout, helpText(command, help, Math.min(100, process.stdout.columns ?? 80)));
    return 0;
  }
  for (const notice of notices) tell(notice);
  checkOperands(command, words);
  const resolved = resolveValues(command, values, await settings(command, process.env));
  const readsLogs = command.operands.about === logs.about;
  if (!readsLogs) dropEarlySignals();
  // What is kept current takes its keys from the terminal.
  const waits = readsLogs && resolved.live !== true && (words.length === 0 || words.includes('-'));
  if (waits && process.stdin.isTTY) tell('reading standard input; Ctrl-D ends it (or name log files)');
  return command.run(resolved as never, words);
}

function checkOperands({ name, operands }: TypedWords['command'], words: readonly string[]): void {
  const { missing, least, most, choices, example } = operands;
  const [first] = words;
  if (words.length > most) throw new UsageError(`${name} does not take "${words[most]}"`, `write ${example}`);
  if (choices !== undefined && first !== undefined && !choices.includes(first))
    throw new UsageError(`${name} does not know "${first}"`, `for example ${example}`);
  if (words.length < least) throw new UsageError(`${name} needs ${missing}`, `for example ${example}`);
}

function tipOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('tip' in error) return String(error.tip);
  if (isOutOfDescriptors(error)) return raiseLimit;
  return isWriteFailure(error) ? 'check where the output goes' : undefined;
}

/** Does a thread's work; what only threads need is loaded only there. */
export async function workInThread(): Promise<void> {
  const { work } = await import('../commands/thread-work.ts');
  return work();
}
