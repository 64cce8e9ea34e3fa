import { withoutEscapes } from '../lines/shape/escapes.ts';
import type { Prefix } from './prefix/prefix.ts';
import { readPrefix } from './prefix/read-prefix.ts';

/** Turns places of a shape's text into those of a line, whose text it has. */
export interface LinePlaces {
  readonly text: string;
  startOf(offset: number): number;
  endOf(offset: number): number;
}

/** The prefix of one line of a shape: places are the line's, and so are the names and numbers that differ from line to line. */
export function prefixOfLine(prefix: Prefix, line: LinePlaces): Prefix {
  const { stamp, message, messageEnd } = prefix;
  return {
    ...prefix,
    ...ownNames(prefix, line.text),
    stamp: stamp === -1 ? -1 : line.startOf(stamp),
    message: line.startOf(message),
    messageEnd: line.endOf(messageEnd),
  };
}

/** What of a prefix differs from line to line of one shape: process, thread and host. */
export function ownNames(prefix: Prefix, line: string): Pick<Prefix, 'pid' | 'tid' | 'host'> {
  const { pid, tid, host } = prefix;
  if (pid === undefined && tid === undefined && host === undefined) return { pid, tid, host };
  const own = readPrefix(withoutEscapes(line)?.text ?? line);
  return { pid: own.pid, tid: own.tid, host: own.host };
}
