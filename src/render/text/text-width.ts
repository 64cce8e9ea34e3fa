/** Text that takes a column a character: ASCII, the bars of charts, and signs that this project's texts use. */
const plain = /^[\x20-\x7e\u2581-\u2588·–…]*$/;

/** How many columns of a terminal a text takes: `内` two, a colour none. */
export function widthOf(text: string): number {
  // Nearly all text is plain, of which the library takes 10 us a word: a third of a second for the table of a large summary.
  if (plain.test(text)) return text.length;
  // It reads Unicode's tables when it is loaded, which takes 25 ms: as long as Node itself needs to start.
  const { default: stringWidth } = require('string-width') as typeof import('string-width');
  return stringWidth(text);
}

/** A text with blanks behind it, up to a width. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** A text with blanks before it, up to a width. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/**
 * A text, or as many of its characters (as people see them) as fit into a width together with what says that some are
 * missing.
 *
 * @example cut('内存分配', 5, '…') // '内存…'
 */
export function cut(text: string, width: number, end: string): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(end);
  if (room < 0) return '';
  if (plain.test(text)) return text.slice(0, room) + end;
  let kept = '';
  let taken = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    taken += widthOf(segment);
    if (taken > room) break;
    kept += segment;
  }
  return kept + end;
}
