/** Which files arguments name, how one is opened, and what is told of a file that changed while it was read. */
export { sizeChange } from './changed-while-reading.ts';
export { type InputFault, type InputFiles, inputFiles } from './input-files.ts';
export { LineLimit } from './line-limit.ts';
export { closeSource, openSource, type Source, STANDARD_INPUT } from './source.ts';
