/** How far a run read and what it had counted, kept in a file, so that the next run goes on exactly there. */

export {
  CHECKPOINT_SCHEMA,
  type Checkpoint,
  loadCheckpoint,
  removeLeftovers,
  saveCheckpoint,
} from './checkpoint.ts';
export { CheckpointError, type CheckpointErrorCode, damagedCheckpoint } from './checkpoint-error.ts';
