/** Where bytes come from: standard input, files, compressed files, followed files that rotate, checkpoints. */
export * from './checkpoint/index.ts';
export { type CompressedFormat, decompress, detectFormat, MAGIC_BYTES } from './compression/index.ts';
export { closeSource, LineLimit, openSource, type Source, STANDARD_INPUT } from './files/index.ts';
export * from './follow/index.ts';
export { asInputError, InputError, type InputErrorCode, isDirectory } from './input-error.ts';
