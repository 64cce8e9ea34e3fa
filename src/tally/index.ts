/** Counts per component, group, code, source and time bucket; they merge, compare and serialise. */
export { type CodeCount, type GroupCount, Tally } from './tally.ts';
