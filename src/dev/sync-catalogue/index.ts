/** Development only: reads what Mooncake's log messages imply from a checkout of its source, and renders its statements. */

export { type Reading, readStatements, type Statement } from './parse/statements.ts';
export { type RenderedLine, renderPattern, renderStatements } from './render.ts';
export { sync } from './sync.ts';
