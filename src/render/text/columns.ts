import { padEnd, padStart, widthOf } from './text-width.ts';

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
export function count(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with its noun: `1 line`, `2,000 lines`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
