/** The library: the same rooms for other programs. */
export * from './catalogue/index.ts';
export * from './recognise/index.ts';
export { annotationsOf, type LineRecord, recordOf } from './render/index.ts';
export * from './summary/index.ts';
export * from './tally/index.ts';
export * from './triage/index.ts';
