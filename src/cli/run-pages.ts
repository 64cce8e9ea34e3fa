import { print } from '../output/print.ts';
import { completionScript, type Shell } from './pages/completion.ts';

/** Prints a shell's completion script. Returns the exit status. */
export async function runCompletion(shell: string): Promise<number> {
  await print(process.stdout, completionScript(shell as Shell));
  return 0;
}
