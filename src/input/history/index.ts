/** A file of lines that several processes append to, one line a run. */
export { HistoryError, type HistoryErrorCode } from './history-error.ts';
export { checkKeepable, type KeptLine, keepLine, keptLines } from './kept-lines.ts';
