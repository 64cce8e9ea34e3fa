import { withoutEscapes } from '../../lines/shape/escapes.ts';
import { annotationsAt } from '../annotated.ts';
import { readPrefix } from '../prefix/read-prefix.ts';
import type { Clock } from './clock.ts';

/**
 * When a line was printed, in epoch milliseconds; undefined for one without a stamp.
 *
 * @param line its bytes as latin1, without the line end
 */
export function lineTime(line: string, clock: Clock): number | undefined {
  const annotatedAt = annotationsAt(line);
  const original = annotatedAt === -1 ? line : line.slice(0, annotatedAt);
  const plain = withoutEscapes(original)?.text ?? original;
  return clock.of(plain, readPrefix(plain));
}
