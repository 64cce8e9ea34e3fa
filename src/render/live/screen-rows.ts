import { counted } from '../text/columns.ts';
import type { Paint } from '../text/paint.ts';

/** A line of the screen: its text, and how it is marked up once it is cut. */
export type Row = readonly [text: string, mark: (text: string) => string];

/** Whether a screen with so many rows has room for a blank above each section. */
export function isRoomy(space: number): boolean {
  return space >= 28;
}

/** How many rows a section takes besides those of its entries. */
export function headRows(space: number): number {
  return isRoomy(space) ? 2 : 1;
}

/**
 * A title and as many entries as fit whole into `most` rows; the last row tells how many are not shown.
 *
 * @param space rows of the whole screen
 * @param noun what an entry is: `incident`
 * @param at the entry that has to be seen
 */
export function section(
  title: string,
  entries: readonly (readonly Row[])[],
  most: number,
  space: number,
  paint: Paint,
  noun: string,
  at = 0,
): Row[] {
  if (most < 1) return [];
  const head: Row[] = [...(isRoomy(space) ? [['', plain] as Row] : []), [title, paint.strong]];
  const all = entries.flat();
  if (all.length <= most) return [...head, ...all];
  const fit = Math.max(1, fitting(entries, most - 1));
  const from = Math.max(0, Math.min(at - fit + 1, entries.length - fit));
  const shown = entries.slice(from, from + fit);
  const left = entries.length - shown.length;
  // One entry that is too long is cut; it is better seen in part than not at all.
  return [
    ...head,
    ...shown.flat().slice(0, most - (left > 0 && most > 1 ? 1 : 0)),
    ...more(left, noun, most, paint),
  ];
}

function more(left: number, noun: string, most: number, paint: Paint): Row[] {
  return left > 0 && most > 1 ? [[`  and ${counted(left, `more ${noun}`)}`, paint.faint]] : [];
}

/** How many entries fit whole into so many rows; all are taken to be as long as the first ones. */
function fitting(entries: readonly (readonly Row[])[], rows: number): number {
  let used = 0;
  let fit = 0;
  for (const entry of entries) {
    used += entry.length;
    if (used > rows) break;
    fit++;
  }
  return fit;
}

export function plain(text: string): string {
  return text;
}
