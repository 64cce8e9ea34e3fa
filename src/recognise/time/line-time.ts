import { annotationsAt } from '../annotated.ts';
import { readPrefix } from '../prefix/read-line.ts';
import type { TimestampParser } from './timestamp-parser.ts';

/**
 * When a line was printed, in epoch milliseconds; undefined for one without a stamp.
 *
 * @param line its bytes as latin1, without the line end
 */
export function lineTime(line: string, clock: TimestampParser): number | undefined {
  const annotatedAt = annotationsAt(line);
  return clock.of(line, readPrefix(annotatedAt === -1 ? line : line.slice(0, annotatedAt)));
}
