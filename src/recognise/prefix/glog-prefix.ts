import { detachString } from '../detach-string.ts';
import type { Prefix, Severity } from './prefix.ts';

/**
 * `E20260730 11:49:18.123456 12345 client.cpp:380] `, with or without a year; thread ids may have any width and follow a process
 * id (`77:12345`).
 */
const header =
  /([IWEF])(?:\d{4})?\d{4} \d\d:\d\d:\d\d(?:\.\d*)? +(?:(\d+):)?(\d+) +(?<source>[^\]]{1,200})\](?: |$)/y;
/** Where such a header may begin: it is no part of a word, a path or a key. */
const beginning = /(?<![\w./@-])[IWEF](?:\d{8}|\d{4}) \d\d:\d\d:\d\d/;
/** Wrappers (pod names, worker names, stamps) are short; a header further in is quoted text. */
const deepest = 512;

/** Where a glog header begins, behind wrappers too; -1 where there is none. */
export function glogHeaderAt(line: string): number {
  return line.slice(0, deepest).search(beginning);
}

/** The prefix of the complete glog header at an offset of the line; undefined where there is none. */
export function glogPrefix(line: string, at: number, host?: string): Prefix | undefined {
  header.lastIndex = at;
  const match = header.exec(line);
  if (match === null) return undefined;
  const [, severity, pid, tid, text] = match;
  const colon = text!.lastIndexOf(':');
  if (colon < 1 || text!.includes(' ')) return undefined;
  return {
    stamp: at,
    severity: severity as Severity,
    file: detachString(text!.slice(text!.lastIndexOf('/', colon) + 1, colon)),
    fileLine: Number(text!.slice(colon + 1)) || 0,
    logger: undefined,
    pid: pid === undefined ? undefined : Number(pid),
    tid: Number(tid),
    host,
    shape: 'glog',
    message: header.lastIndex,
    messageEnd: line.length,
  };
}

/** The prefix of a line that has none, but for wrappers up to where its message begins. */
export function barePrefix(message: number, messageEnd: number): Prefix {
  return {
    stamp: -1,
    severity: undefined,
    file: undefined,
    fileLine: 0,
    logger: undefined,
    pid: undefined,
    tid: undefined,
    host: undefined,
    shape: 'bare',
    message,
    messageEnd,
  };
}
