/** Counts per component, group, code, source and time bucket; they merge and serialise. */
export type { CodeCount, CodeData } from './code-entry.ts';
export { type GroupCount, Tally, type TallyData } from './tally.ts';
