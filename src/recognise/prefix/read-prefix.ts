import { glogHeaderAt, glogPrefix } from './glog-prefix.ts';
import { plainPrefix } from './plain-prefix.ts';
import type { Prefix } from './prefix.ts';
import { readWrappers } from './wrapper.ts';

// docker's json-file driver closes a line with its stream and time.
const jsonTail = /(?:\\n)?","stream":"std(?:err|out)","time":"[^"]*"\}\s*$/;

/**
 * Reads one line's prefix, given without its end, decoded as latin1. A glog header wins wherever it stands, since whatever is
 * before it (worker names, pod names, stamps of container runtimes) merely wraps the line.
 */
export function readPrefix(line: string): Prefix {
  const start = glogHeaderAt(line);
  if (start === -1) return plainPrefix(line);
  if (start === 0) return glogPrefix(line, 0) ?? plainPrefix(line);
  const wrappers = readWrappers(line.slice(0, start));
  const glog = glogPrefix(line, start, wrappers.host);
  if (glog === undefined) return plainPrefix(line);
  const tail = line.startsWith('{"log":"') ? jsonTail.exec(line.slice(-200)) : null;
  if (tail === null)
    return glog.pid === undefined && wrappers.pid !== undefined ? { ...glog, pid: wrappers.pid } : glog;
  return { ...glog, messageEnd: Math.max(glog.message, line.length - tail[0].length) };
}
