import type { Prefix, Severity } from './prefix.ts';

const severityLetters = 'IWEF';
// Wrappers (pod names, worker names, stamps) are short; a glog header further in is quoted text.
const deepest = 512;
const header = /[IWEF](?:\d{8}|\d{4}) \d\d:\d\d:\d\d/g;

/**
 * Parses a glog header, with or without a year, at `start`:
 * `E20260730 11:49:18.123456 12345 client.cpp:380] message`. Thread ids may have any width and follow a process id
 * (`77:12345`). Returns undefined when the text there is no complete header.
 */
export function glogPrefixAt(line: string, start: number, host?: string): Prefix | undefined {
  const severity = line[start];
  if (severity === undefined || !severityLetters.includes(severity)) return undefined;
  let at = start + 1;
  while (isDigit(line, at)) at++;
  const dateDigits = at - start - 1;
  if (dateDigits !== 8 && dateDigits !== 4) return undefined;
  if (line[at] !== ' ' || line[at + 3] !== ':' || line[at + 6] !== ':') return undefined;
  if (!isDigit(line, at + 1) || !isDigit(line, at + 2) || !isDigit(line, at + 4) || !isDigit(line, at + 5))
    return undefined;
  if (!isDigit(line, at + 7) || !isDigit(line, at + 8)) return undefined;
  at += 9;
  if (line[at] === '.') {
    at++;
    while (isDigit(line, at)) at++;
  }
  if (line[at] !== ' ') return undefined;
  while (line[at] === ' ') at++;
  let pid: number | undefined;
  const first = at;
  while (isDigit(line, at)) at++;
  if (at === first) return undefined;
  let tid = Number(line.slice(first, at));
  if (line[at] === ':') {
    const second = ++at;
    while (isDigit(line, at)) at++;
    if (at === second) return undefined;
    pid = tid;
    tid = Number(line.slice(second, at));
  }
  if (line[at] !== ' ') return undefined;
  while (line[at] === ' ') at++;
  const close = line.indexOf('] ', at);
  const end = close === -1 ? (line.endsWith(']') ? line.length - 1 : -1) : close;
  if (end === -1 || end - at > 200) return undefined;
  const source = line.slice(at, end);
  const colon = source.lastIndexOf(':');
  if (colon < 1 || source.includes(' ')) return undefined;
  return {
    stamp: start,
    severity: severity as Severity,
    file: source.slice(source.lastIndexOf('/', colon) + 1, colon),
    fileLine: Number(source.slice(colon + 1)) || 0,
    logger: undefined,
    pid,
    tid,
    host,
    shape: 'glog',
    message: Math.min(end + 2, line.length),
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

function isDigit(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return code >= 48 && code <= 57;
}
