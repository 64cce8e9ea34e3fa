/** Where bytes come from: standard input, files, compressed files, followed files that rotate, checkpoints. */
export {
  CHECKPOINT_SCHEMA,
  type Checkpoint,
  loadCheckpoint,
  removeLeftovers,
  saveCheckpoint,
} from './checkpoint.ts';
export { CheckpointError, type CheckpointErrorCode } from './checkpoint-error.ts';
export { describeCheckpoint } from './checkpoint-words.ts';
export { decompress } from './compressed.ts';
export { type CompressedFormat, detectFormat, MAGIC_BYTES } from './compressed-format.ts';
export * from './follow/index.ts';
export { asInputError, InputError, type InputErrorCode, isDirectory } from './input-error.ts';
export { LineLimit } from './line-limit.ts';
export { closeSource, openSource, type Source, STANDARD_INPUT } from './source.ts';
