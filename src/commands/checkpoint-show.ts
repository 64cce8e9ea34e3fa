import { loadCheckpoint } from '../input/checkpoint/checkpoint.ts';
import { CheckpointError, damagedCheckpoint } from '../input/input-error.ts';
import { tallyTable } from '../render/summary/summary-table.ts';
import { describeCheckpoint } from '../render/text/checkpoint-description.ts';
import { readCounts } from '../summary/count/summary-counts.ts';
import { Tally } from '../tally/tally.ts';

/**
 * Says in words what a checkpoint holds: how far each file was read, and what was counted until there.
 *
 * @throws CheckpointError when there is no usable checkpoint
 */
export function checkpointWords(path: string): string {
  const checkpoint = loadCheckpoint(path);
  if (checkpoint === undefined)
    throw new CheckpointError('unreadable', path, 'no such file', 'check the name');
  const words = describeCheckpoint(checkpoint);
  const read = readCounts(checkpoint.tally);
  if (typeof read === 'string') return words;
  if ('fault' in read) throw damagedCheckpoint(path, read.fault);
  const tally = new Tally();
  tally.merge(read.counts.tally);
  return `${words}\n${tallyTable(tally, read.counts.interruptions)}`;
}
