import { readSync } from 'node:fs';
import { lineTime } from './line-time.ts';
import { headBytes } from './stamp-reader.ts';
import type { TimestampParser } from './timestamp-parser.ts';

/** Takes bytes whose lines come next: whole lines, or the last one of an input. */
export type LookAhead = (buffer: Buffer, start: number, end: number) => void;

/** Bytes of an input in which the first stamp with a year is searched for. */
const searchedForFirst = 1 << 20;
/** Lines that are read in vain on the way to it. */
const mostRead = 32;
/** Once years are known, they are looked for at the beginning of each block only: they do not change often. */
const blockHead = 4096;

/** Characters of a date within which another year shows; reading a line takes much longer than finding one. */
const yearLength = 5;

/** What may be a date with its year, or seconds since 1970. */
const maybeYear = new RegExp(
  [
    String.raw`\b20\d\d[-/][01]\d[-/][0-3]\d`,
    String.raw`\b[A-Z]20\d{6} \d\d:`,
    String.raw`[A-Z][a-z]{2}/20\d\d:`,
    String.raw`:\d\d(?: [A-Z]{3,4})? 20\d\d\b`,
    String.raw`\b[0-3]\d/[0-3]\d/(?:20)?\d\d `,
    String.raw`\b[A-Z] \d{6} \d\d:`,
    String.raw`\b[0-3]?\d [A-Z][a-z]{2} 20\d\d \d\d:`,
    String.raw`(?:^|[\[:"= ])1(?:[5-9]\d{8}(?:\d{3}|\d{6}|\d{9})?(?:[.eE]|(?=["\],} ]))|\.[5-9]\d{0,20}e\+?(?:0?9|12|15|18)\b)`,
  ].join('|'),
  'gm',
);

/**
 * Lets a clock know of the years in lines that are about to come, so that a stamp without a year gets that of the full stamp
 * behind it where none stands before it.
 */
export function yearsAhead(clock: TimestampParser): LookAhead {
  let searched = 0;
  let read = 0;
  let last = '';
  return (buffer, start, end) => {
    const isKnown = clock.near !== undefined;
    if (!isKnown && (searched >= searchedForFirst || read >= mostRead)) return;
    const to = Math.min(end, start + (isKnown ? blockHead : searchedForFirst - searched));
    searched += to - start;
    const text = buffer.toString('latin1', start, to);
    for (let from = 0; from < text.length; ) {
      maybeYear.lastIndex = from;
      const found = maybeYear.exec(text);
      if (found === null) return;
      const line = text.lastIndexOf('\n', found.index) + 1;
      const feed = text.indexOf('\n', found.index);
      from = feed === -1 ? text.length : feed + 1;
      read++;
      const beginning = found[0].slice(0, yearLength);
      if (isKnown && beginning === last) return;
      last = beginning;
      lineTime(text.slice(line, Math.min(from, line + headBytes)).replace(/\r?\n$/, ''), clock);
      if (isKnown || clock.near !== undefined || read >= mostRead) return;
    }
  };
}

const window = 64 << 10;
const lineFeed = 10;

/** Lets a clock know of the years that a file begins with, and of those just before a place from which on it is read. */
export function yearsBefore(fd: number, from: number, ahead: LookAhead): void {
  const bytes = Buffer.alloc(Math.min(window, from));
  try {
    for (const at of new Set([0, from - bytes.length])) {
      const length = readSync(fd, bytes, 0, bytes.length, at);
      ahead(bytes, at === 0 ? 0 : bytes.indexOf(lineFeed) + 1, length);
    }
  } catch {
    // Whoever reads the file itself has met the fault, or will.
  }
}
