import { widthOf } from './columns.ts';

const segments = new Intl.Segmenter();

/**
 * A line as rows of a screen: one that is too long goes on in rows that are indented like it, and two blanks more. What stands
 * between blanks is cut only where it is longer than a row.
 *
 * @param isCommand whether it is to be typed: its rows then end with a backslash, so that they can be pasted
 */
export function foldText(line: string, columns: number, isCommand = false): string[] {
  if (widthOf(line) <= columns) return [line];
  const own = /^ *(?:- )?/.exec(line)![0].length;
  const indentation = ' '.repeat(Math.min(own + 2, Math.floor(columns / 2)));
  const room = isCommand ? columns - 2 : columns;
  const rows: string[] = [];
  let rest = line;
  while (widthOf(rest) > columns) {
    const { at, isBlank } = breakIn(rest, /^ *(?:- )?/.exec(rest)![0].length, room, isCommand);
    const row = rest.slice(0, at);
    const isWhole = isBlank || !isCommand;
    rows.push(isCommand ? `${row.trimEnd()}${isBlank ? ' \\' : '\\'}` : row.trimEnd());
    // Blanks within a word of a command would belong to it.
    rest = isWhole ? indentation + rest.slice(at).trimStart() : rest.slice(at);
  }
  return [...rows, rest];
}

/** Where a row ends: at its last blank that fits, else within a word. */
function breakIn(
  text: string,
  least: number,
  room: number,
  isCommand: boolean,
): { readonly at: number; readonly isBlank: boolean } {
  let taken = 0;
  let fits = least + 1;
  let blank: number | undefined;
  let quote = '';
  for (const { segment, index } of segments.segment(text)) {
    if (isCommand && (segment === "'" || segment === '"') && (quote === '' || quote === segment))
      quote = quote === '' ? segment : '';
    if (segment === ' ' && index > least && quote === '') blank = index;
    taken += widthOf(segment);
    if (taken > room) break;
    fits = Math.max(fits, index + segment.length);
  }
  return blank !== undefined && blank <= fits ? { at: blank, isBlank: true } : { at: fits, isBlank: false };
}

/** A text as lines of at most `width` characters, broken at blanks; a longer word has a line of its own. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
