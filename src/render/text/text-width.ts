import stringWidth from 'string-width';

/** How many columns of a terminal a text takes: `内` two, a colour none. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** A text with blanks behind it, up to a width. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** A text with blanks before it, up to a width. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - stringWidth(text))) + text;
}

/**
 * A text, or as many of its characters (as people see them) as fit into a width together with what says that some are
 * missing.
 *
 * @example cut('内存分配', 5, '…') // '内存…'
 */
export function cut(text: string, width: number, end: string): string {
  if (text.length <= width && !/[^\x20-\x7e]/.test(text)) return text;
  if (stringWidth(text) <= width) return text;
  const room = width - stringWidth(end);
  if (room < 0) return '';
  let kept = '';
  let taken = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    taken += stringWidth(segment);
    if (taken > room) break;
    kept += segment;
  }
  return kept + end;
}
