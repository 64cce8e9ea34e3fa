import { checkpointWords } from '../../commands/checkpoint-show.ts';
import { print } from '../../output/print.ts';

/** Prints in words what a checkpoint holds. Returns the exit status. */
export async function runCheckpointShow(path: string): Promise<number> {
  await print(process.stdout, checkpointWords(path));
  return 0;
}
