import { columns } from './columns.ts';
import { cut as cutText, widthOf } from './text-width.ts';

/** One column of a table whose rows are objects. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** Whether it is aligned to the right. */
  readonly right?: boolean;
  /** Whether its cells may be cut when nothing else helps. */
  readonly shrinks?: boolean;
}

/** How {@link fitted} lays a table out. */
export interface Fit<Row> {
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
export function fitted<Row>(
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
