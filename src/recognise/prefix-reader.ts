import type { Line } from './line.ts';
import { LineReader } from './line-reader.ts';
import { plainPrefix } from './plain-prefix.ts';
import type { Prefix, Stamp } from './prefix.ts';
import { readWrappers } from './wrapper.ts';

// docker's json-file driver closes a line with its stream and time.
const jsonTail = /(?:\\n)?","stream":"std(?:err|out)","time":"[^"]*"\}\s*$/;

/** Reads what stands before a line's message. Lines do not influence each other. */
export class PrefixReader {
  readonly #lines: LineReader;

  /** @param lines what reads the line's bytes */
  constructor(lines = new LineReader()) {
    this.#lines = lines;
  }

  /** The stamp of a line that begins with a glog header of a source that is known, as most do; undefined for any other. */
  glogStamp(given: Line): Stamp | undefined {
    return this.#lines.glogStamp(this.#lines.within(given));
  }

  /**
   * Reads one line's prefix, given as its bytes or decoded as latin1. A glog header wins wherever it stands, since whatever
   * is before it (worker names, pod names, stamps of container runtimes) merely wraps the line.
   */
  read(given: Line | string): Prefix {
    const line = this.#lines.within(given);
    const direct = this.#lines.glogPrefix(line, 0);
    if (direct !== undefined) return direct;
    const start = this.#lines.glogHeader(line);
    if (start <= 0) return this.#lines.pythonPrefix(line) ?? plainPrefix(line.text);
    const { text } = line;
    const wrappers = readWrappers(text.slice(0, start));
    const glog = this.#lines.glogPrefix(line, start, wrappers.host);
    if (glog === undefined) return plainPrefix(text);
    const tail = text.startsWith('{"log":"') ? jsonTail.exec(text.slice(-200)) : null;
    if (tail === null)
      return glog.pid === undefined && wrappers.pid !== undefined ? { ...glog, pid: wrappers.pid } : glog;
    return { ...glog, messageEnd: Math.max(glog.message, text.length - tail[0].length) };
  }
}

/** Reads one line's prefix; on many, a `PrefixReader` is much faster. */
export function readPrefix(line: string): Prefix {
  return new PrefixReader().read(line);
}
