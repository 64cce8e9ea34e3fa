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
function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/**
 * A text, or as many of its characters (as people see them) as fit into a width together with what says that some are
 * missing.
 *
 * @example cutText('内存分配', 5, '…') // '内存…'
 */
export function cutText(text: string, width: number, end: string): string {
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

/** Rows of text as aligned columns, two blanks apart, as wide as a terminal shows them (`内` takes two places); columns named in `right` are aligned to the right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
  }
  return rows
    .map((row) =>
      row
        .map((cell, index) =>
          right.includes(index) ? padStart(cell, widths[index]!) : padEnd(cell, widths[index]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A count with thousands separated by commas, whatever the machine's locale. */
export function countText(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with its noun: `1 line`, `2,000 lines`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${countText(value)} ${value === 1 ? one : many}`;
}

/** One column of a table whose rows are objects. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** Whether it is aligned to the right. */
  readonly right?: boolean;
  /** Whether its cells may be cut when nothing else helps. */
  readonly shrinks?: boolean;
}

/** How {@link fitColumns} lays a table out. */
interface Fit<Row> {
  /** How many characters fit into a line; undefined when it may be of any length. */
  readonly width: number | undefined;
  /** What stands at the end of a cell that was cut. */
  readonly cut: string;
  /** Marks up the finished line of a row. */
  readonly style: (line: string, row: Row) => string;
}

/** Blanks between two columns. */
const gap = 2;
/** Cells are not cut below this. */
const narrowest = 12;

/**
 * Rows as the first of several layouts that fits the width, the heads above them; if none does, the last one with the
 * cells of its shrinking column cut.
 *
 * @param layouts columns, the most telling layout first
 */
export function fitColumns<Row>(
  rows: readonly Row[],
  layouts: readonly (readonly Column<Row>[])[],
  { width = Number.POSITIVE_INFINITY, cut, style }: Fit<Row>,
): string {
  let table: readonly (readonly string[])[] = [];
  let layout: readonly Column<Row>[] = [];
  for (layout of layouts) {
    table = [layout.map(({ head }) => head), ...rows.map((row) => layout.map(({ cell }) => cell(row)))];
    if (lineWidth(table) <= width) break;
  }
  const excess = lineWidth(table) - width;
  if (excess > 0) table = shrunk(table, layout, excess, cut);
  const right = layout.flatMap((column, index) => (column.right === true ? [index] : []));
  const [head = '', ...lines] = columns(table, right).split('\n');
  return [head, ...lines.map((line, index) => style(line, rows[index]!))].join('\n');
}

function lineWidth(table: readonly (readonly string[])[]): number {
  return widths(table).reduce((sum, width) => sum + width + gap, -gap);
}

function widths(table: readonly (readonly string[])[]): number[] {
  return (table[0] ?? []).map((_, index) =>
    table.reduce((most, row) => Math.max(most, widthOf(row[index]!)), 0),
  );
}

function shrunk<Row>(
  table: readonly (readonly string[])[],
  layout: readonly Column<Row>[],
  excess: number,
  cut: string,
): readonly (readonly string[])[] {
  const which = layout.findIndex(({ shrinks }) => shrinks === true);
  const most = Math.max(narrowest, (widths(table)[which] ?? 0) - excess);
  return table.map((row) => row.map((cell, index) => (index === which ? cutText(cell, most, cut) : cell)));
}

/** A share of 1 as percent, as all reports write it: `64.0%`; what is not nothing is never `0.0%`, nor what is not all `100.0%`. */
export function percentText(share: number): string {
  if (!Number.isFinite(share) || share <= 0) return '0.0%';
  if (share < 0.0005) return '<0.1%';
  return share < 1 && share >= 0.9995 ? '>99.9%' : `${(share * 100).toFixed(1)}%`;
}

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
