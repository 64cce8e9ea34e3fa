import { ByteTable } from './byte-table.ts';
import { findGlogHeader, glogPrefixAt, type SourceParser } from './glog-prefix.ts';
import { Line } from './line.ts';
import { plainPrefix } from './plain-prefix.ts';
import type { Prefix } from './prefix.ts';
import { readWrappers } from './wrapper.ts';

// docker's json-file driver closes a line with its stream and time.
const jsonTail = /(?:\\n)?","stream":"std(?:err|out)","time":"[^"]*"\}\s*$/;

/** A `file.cpp:123` taken apart. */
interface PrintedSource {
  readonly file: string;
  readonly fileLine: number;
}

// More places than one program's log names; only garbage could reach it.
const mostSources = 4096;

/**
 * Reads what stands before a line's message. It remembers the sources that it has taken apart, nothing else, so lines
 * do not influence each other.
 */
export class PrefixReader {
  readonly #sources = new ByteTable<PrintedSource>();
  /** Each name once, so that it is hashed once however many lines its file prints. */
  readonly #files = new Map<string, string>();

  /**
   * Reads one line's prefix. A glog header wins wherever it stands, since whatever is before it (worker names, pod names,
   * stamps of container runtimes) merely wraps the line.
   */
  read(line: Line): Prefix {
    const direct = glogPrefixAt(line, 0, this.#parseSource);
    if (direct !== undefined) return direct;
    const { text } = line;
    const start = findGlogHeader(text);
    if (start <= 0) return plainPrefix(text);
    const wrappers = readWrappers(text.slice(0, start));
    const glog = glogPrefixAt(line, start, this.#parseSource, wrappers.host);
    if (glog === undefined) return plainPrefix(text);
    const tail = text.startsWith('{"log":"') ? jsonTail.exec(text.slice(-200)) : null;
    if (tail === null)
      return glog.pid === undefined && wrappers.pid !== undefined ? { ...glog, pid: wrappers.pid } : glog;
    return { ...glog, messageEnd: Math.max(glog.message, text.length - tail[0].length) };
  }

  readonly #parseSource: SourceParser = (bytes, start, end) => {
    const known = this.#sources.get(bytes, start, end);
    if (known !== undefined) return known;
    const text = bytes.toString('latin1', start, end);
    const colon = text.lastIndexOf(':');
    if (colon < 1 || text.includes(' ')) return undefined;
    const file = text.slice(text.lastIndexOf('/', colon) + 1, colon);
    if (this.#sources.size >= mostSources) {
      this.#sources.clear();
      this.#files.clear();
    }
    const same = this.#files.get(file) ?? file;
    this.#files.set(same, same);
    const source = { file: same, fileLine: Number(text.slice(colon + 1)) || 0 };
    this.#sources.add(text, source);
    return source;
  };
}

/** Reads one line's prefix; a `PrefixReader` is faster on many. */
export function readPrefix(line: string): Prefix {
  return new PrefixReader().read(Line.of(line));
}
