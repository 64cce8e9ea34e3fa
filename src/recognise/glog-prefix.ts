import type { Prefix, Severity } from './prefix.ts';

// Wrappers (pod names, worker names, stamps) are short; a glog header further in is quoted text.
const deepest = 512;
const header = /[IWEF](?:\d{8}|\d{4}) \d\d:\d\d:\d\d/g;

const space = 32;
const colon = 58;

/** Gives the parts of the `file.cpp:123` in `line[start, end)`, or undefined when that is none. */
export type SourceParser = (
  line: string,
  start: number,
  end: number,
) => { readonly file: string; readonly fileLine: number } | undefined;

/**
 * Parses a glog header, with or without a year, at `start`:
 * `E20260730 11:49:18.123456 12345 client.cpp:380] message`. Thread ids may have any width and follow a process id
 * (`77:12345`). Returns undefined when the text there is no complete header.
 */
export function glogPrefixAt(
  line: string,
  start: number,
  parseSource: SourceParser,
  host?: string,
): Prefix | undefined {
  const severity = severityOf(line.charCodeAt(start));
  if (severity === undefined) return undefined;
  let at = start + 1;
  while (isDigit(line.charCodeAt(at))) at++;
  const dateDigits = at - start - 1;
  if (dateDigits !== 8 && dateDigits !== 4) return undefined;
  if (line.charCodeAt(at) !== space || !isTime(line, at + 1)) return undefined;
  at += 9;
  if (line.charCodeAt(at) === 46) {
    at++;
    while (isDigit(line.charCodeAt(at))) at++;
  }
  if (line.charCodeAt(at) !== space) return undefined;
  while (line.charCodeAt(at) === space) at++;
  let pid: number | undefined;
  let tid = 0;
  const first = at;
  for (; isDigit(line.charCodeAt(at)); at++) tid = tid * 10 + line.charCodeAt(at) - 48;
  if (at === first) return undefined;
  if (line.charCodeAt(at) === colon) {
    const second = ++at;
    pid = tid;
    tid = 0;
    for (; isDigit(line.charCodeAt(at)); at++) tid = tid * 10 + line.charCodeAt(at) - 48;
    if (at === second) return undefined;
  }
  if (line.charCodeAt(at) !== space) return undefined;
  while (line.charCodeAt(at) === space) at++;
  const end = line.indexOf(']', at);
  if (end === -1 || end - at > 200) return undefined;
  if (end + 1 < line.length && line.charCodeAt(end + 1) !== space) return undefined;
  const source = parseSource(line, at, end);
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
    message: Math.min(end + 2, line.length),
    messageEnd: line.length,
  };
}

function severityOf(letter: number): Severity | undefined {
  if (letter === 69) return 'E';
  if (letter === 87) return 'W';
  if (letter === 73) return 'I';
  return letter === 70 ? 'F' : undefined;
}

/** Whether `HH:MM:SS` stands at `at`. */
function isTime(line: string, at: number): boolean {
  for (let index = 0; index < 8; index++) {
    const code = line.charCodeAt(at + index);
    if (index === 2 || index === 5 ? code !== colon : !isDigit(code)) return false;
  }
  return true;
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
