/** A line or a document into one format. */
export { annotationOf, annotationsOf } from './lines/annotation.ts';
export { type LineRecord, recordOf } from './lines/record.ts';
export { tallyTable } from './summary/tally-table.ts';
export { columns, count } from './text/columns.ts';
