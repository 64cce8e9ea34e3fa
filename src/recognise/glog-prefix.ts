import type { Line } from './line.ts';
import type { LineReader } from './line-reader.ts';
import type { Prefix } from './prefix.ts';

// Wrappers (pod names, worker names, stamps) are short; a glog header further in is quoted text.
const deepest = 512;
const header = /[IWEF](?:\d{8}|\d{4}) \d\d:\d\d:\d\d/g;

/** The prefix of a line with a glog header at the offset `start`; undefined when no complete one stands there. */
export function glogPrefixAt(
  reader: LineReader,
  line: Line,
  start: number,
  host?: string,
): Prefix | undefined {
  const read = reader.header(line, start);
  if (read === undefined) return undefined;
  return {
    stamp: start,
    severity: read.severity,
    file: read.source.file,
    fileLine: read.source.fileLine,
    logger: undefined,
    pid: read.pid,
    tid: read.tid,
    host,
    shape: 'glog',
    message: read.message,
    messageEnd: line.length,
  };
}

/** Where a glog header begins behind wrappers, or -1. */
export function findGlogHeader(line: string): number {
  header.lastIndex = 0;
  const head = line.length > deepest ? line.slice(0, deepest) : line;
  for (let match = header.exec(head); match !== null; match = header.exec(head)) {
    const before = match.index === 0 ? ' ' : line[match.index - 1]!;
    if (!/[A-Za-z0-9_./@-]/.test(before)) return match.index;
  }
  return -1;
}
