/** Renderers; each turns annotated lines, records or a tally into one format. */
export { annotationOf, annotationsOf } from './annotation.ts';
export { BlockWriter } from './block-writer.ts';
export { columns, count } from './columns.ts';
export { type LineRecord, recordOf } from './record.ts';
export { tallyTable } from './tally-table.ts';
