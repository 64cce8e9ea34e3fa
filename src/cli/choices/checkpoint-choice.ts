import type { CheckpointChoice } from '../../input/checkpoint/checkpoint-keeper.ts';
import { UsageError } from '../usage-error.ts';
import { readDuration } from '../values/duration.ts';

/** The arguments about checkpoints as typed. */
export interface CheckpointFlags {
  readonly checkpoint?: string | undefined;
  readonly checkpointInterval: string;
}

/** Where the checkpoint is kept and how often it is written; undefined when none is wanted. */
export function checkpointChoice(typed: CheckpointFlags): CheckpointChoice | undefined {
  const every = readDuration(typed.checkpointInterval, '--checkpoint-interval');
  if (typed.checkpoint === undefined) return undefined;
  if (typed.checkpoint === '') throw new UsageError('--checkpoint needs a file', 'name one');
  return { path: typed.checkpoint, every };
}
