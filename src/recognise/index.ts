/** From one log line to findings: its prefix (time, severity, source file), the codes it states, the code it implies. */
export { separator } from './annotated.ts';
export type { Evidence, Finding } from './finding.ts';
export { type FilterChoice, FindingFilter } from './finding-filter.ts';
export { readPrefix } from './prefix/index.ts';
export { type Prefix, type PrefixShape, type Severity, sourceOf } from './prefix/prefix.ts';
export { type Recognised, Recogniser, type RecogniserOptions } from './recogniser.ts';
export { type ClockOptions, TimestampParser } from './time/timestamp-parser.ts';
export { ZoneError } from './time/zone.ts';
