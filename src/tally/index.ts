/** Counts per component, group, code, source and time bucket; they merge and serialise. */
export type { CodeCount, CodeData } from './code-entry.ts';
export type { GroupCount } from './group-entry.ts';
export { Tally, type TallyData } from './tally.ts';
