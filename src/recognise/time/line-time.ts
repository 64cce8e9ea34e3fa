import { annotationsAt } from '../annotated.ts';
import type { Prefix } from '../prefix/prefix.ts';
import { readPrefix } from '../prefix/read-line.ts';
import type { TimestampParser } from './timestamp-parser.ts';

/**
 * When a line was printed, in epoch milliseconds; undefined for one without a stamp.
 *
 * @param line its bytes as latin1, without the line end
 */
export function lineTime(line: string, clock: TimestampParser): number | undefined {
  return clock.of(line, plainPrefix(line));
}

/** What stands before the message of a line, or of its shape's text, without the annotations that it may carry. */
export function plainPrefix(line: string): Prefix {
  const annotatedAt = annotationsAt(line);
  return readPrefix(annotatedAt === -1 ? line : line.slice(0, annotatedAt));
}
