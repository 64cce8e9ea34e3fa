/** Bytes to terminals, pipes and files: writer, sanitiser, report files. */
export { BlockWriter } from './block-writer.ts';
