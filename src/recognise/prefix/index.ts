/** What stands before a line's message, and around it: formats of programs, wrappers of those that hand lines on, records of JSON. */

export { endBeforeBlanks } from './blanks.ts';
export type { Format, Sample, Wrapper } from './format.ts';
export { type Reading, readLine, readPrefix } from './read-line.ts';
