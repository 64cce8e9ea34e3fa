/** The library: the same rooms for other programs. */
export * from './catalogue/index.ts';
export { annotationsOf, type LineRecord, recordOf } from './output/index.ts';
export * from './recognise/index.ts';
export * from './tally/index.ts';
export * from './triage/index.ts';
