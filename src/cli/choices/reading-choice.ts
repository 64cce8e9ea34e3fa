import type { CheckpointChoice } from '../../input/checkpoint/checkpoint-keeper.ts';
import { STANDARD_INPUT } from '../../input/files/source.ts';
import type { ShareName } from '../../summary/shares/share-ends.ts';
import { UsageError } from '../usage-error.ts';
import { readDuration } from '../values/quantities.ts';

/** The arguments about the input's identity as typed. */
export interface ShareFlags {
  readonly name?: string | undefined;
  readonly share?: string | undefined;
}

/**
 * Which share of which log is counted; undefined when it is none.
 *
 * @param files the inputs, of which a share can only be one
 * @throws UsageError
 */
export function shareChoice(typed: ShareFlags, files: readonly string[]): ShareName | undefined {
  if (typed.share === undefined) return undefined;
  const [, number, of] = /^(\d{1,9})\/(\d{1,9})$/.exec(typed.share) ?? [];
  if (number === undefined || Number(number) < 1 || Number(number) > Number(of))
    throw new UsageError(`--share needs which share of how many, not "${typed.share}"`, 'for example 3/8');
  if (files.length !== 1)
    throw new UsageError('--share is of one input', 'count each share with a run of its own, then merge');
  const input = files[0] === STANDARD_INPUT ? typed.name : files[0];
  if (input === undefined)
    throw new UsageError('a --share of standard input needs a --name', 'name the log that it is a share of');
  return { input, number: Number(number), of: Number(of) };
}

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
