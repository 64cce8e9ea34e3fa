import { print } from '../../output/print.ts';
import type { Command } from '../flags/command.ts';
import { completionScript, type Shell } from '../pages/completion.ts';

/** Prints a shell's completion script. Returns the exit status. */
export async function runCompletion(shell: string, commands: readonly Command[]): Promise<number> {
  await print(process.stdout, completionScript(shell as Shell, commands));
  return 0;
}
