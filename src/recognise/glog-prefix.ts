import type { Line } from './line.ts';
import type { Prefix, Severity } from './prefix.ts';

// Wrappers (pod names, worker names, stamps) are short; a glog header further in is quoted text.
const deepest = 512;
const header = /[IWEF](?:\d{8}|\d{4}) \d\d:\d\d:\d\d/g;

/** Bytes of a `file.cpp:123`. */
const longestSource = 200;

const space = 32;
const point = 46;
const zero = 48;
const colon = 58;
const closing = 93;

/** Gives the parts of the `file.cpp:123` in `bytes[start, end)`, or undefined when that is none. */
export type SourceParser = (
  bytes: Buffer,
  start: number,
  end: number,
) => { readonly file: string; readonly fileLine: number } | undefined;

/**
 * Parses a glog header, with or without a year, at the offset `start` of a line:
 * `E20260730 11:49:18.123456 12345 client.cpp:380] message`. Thread ids may have any width and follow a process id
 * (`77:12345`). Returns undefined when what stands there is no complete header.
 *
 * It reads bytes, since every line with a code passes here, and V8 reads a character of a string several times as slowly.
 */
export function glogPrefixAt(
  line: Line,
  start: number,
  parseSource: SourceParser,
  host?: string,
): Prefix | undefined {
  const { bytes, end: lineEnd } = line;
  let at = line.start + start;
  // No header is shorter than `I0730 11:49:18 1 a:]`, so only what has any width can run into the line's end.
  if (lineEnd - at < 20) return undefined;
  const severity = severityOf(bytes[at]!);
  if (severity === undefined) return undefined;
  const date = ++at;
  while (isDigit(bytes[at]!) && at - date < 9) at++;
  if (at - date !== 8 && at - date !== 4) return undefined;
  if (bytes[at] !== space || !isTime(bytes, at + 1) || at + 9 >= lineEnd) return undefined;
  at += 9;
  if (bytes[at] === point) {
    at++;
    while (at < lineEnd && isDigit(bytes[at]!)) at++;
  }
  const beforeThread = at;
  while (at < lineEnd && bytes[at] === space) at++;
  if (at === beforeThread) return undefined;
  let pid: number | undefined;
  let tid = 0;
  const first = at;
  for (; at < lineEnd && isDigit(bytes[at]!); at++) tid = tid * 10 + bytes[at]! - zero;
  if (at === first) return undefined;
  if (at < lineEnd && bytes[at] === colon) {
    const second = ++at;
    pid = tid;
    tid = 0;
    for (; at < lineEnd && isDigit(bytes[at]!); at++) tid = tid * 10 + bytes[at]! - zero;
    if (at === second) return undefined;
  }
  const behindThread = at;
  while (at < lineEnd && bytes[at] === space) at++;
  if (at === behindThread) return undefined;
  const last = Math.min(lineEnd - 1, at + longestSource);
  let end = at;
  while (end <= last && bytes[end] !== closing) end++;
  if (end > last) return undefined;
  if (end + 1 < lineEnd && bytes[end + 1] !== space) return undefined;
  const source = parseSource(bytes, at, end);
  if (source === undefined) return undefined;
  return {
    stamp: start,
    severity,
    file: source.file,
    fileLine: source.fileLine,
    logger: undefined,
    pid,
    tid,
    host,
    shape: 'glog',
    message: Math.min(end + 2, lineEnd) - line.start,
    messageEnd: lineEnd - line.start,
  };
}

function severityOf(letter: number): Severity | undefined {
  if (letter === 69) return 'E';
  if (letter === 87) return 'W';
  if (letter === 73) return 'I';
  return letter === 70 ? 'F' : undefined;
}

/** Whether `HH:MM:SS` stands at `at`. */
function isTime(bytes: Uint8Array, at: number): boolean {
  return (
    isDigit(bytes[at]!) &&
    isDigit(bytes[at + 1]!) &&
    bytes[at + 2] === colon &&
    isDigit(bytes[at + 3]!) &&
    isDigit(bytes[at + 4]!) &&
    bytes[at + 5] === colon &&
    isDigit(bytes[at + 6]!) &&
    isDigit(bytes[at + 7]!)
  );
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

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
