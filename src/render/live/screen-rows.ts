import { counted } from '../text/columns.ts';
import type { Paint } from '../text/display.ts';
import {
  incidentAtCursor,
  type LiveFigures,
  type LiveIncident,
  type LiveView,
  listIncidents,
} from './live-state.ts';

/** A line of the screen: its text, and how it is marked up once it is cut. */
export type Row = readonly [text: string, mark: (text: string) => string];

/** Whether a screen with so many rows has room for a blank above each section. */
function isRoomy(space: number): boolean {
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
export function sectionRows(
  title: string,
  entries: readonly (readonly Row[])[],
  most: number,
  space: number,
  paint: Paint,
  noun: string,
  at = 0,
): Row[] {
  if (most < 1) return [];
  const head: Row[] = [...(isRoomy(space) ? [['', unmarked] as Row] : []), [title, paint.strong]];
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

export function unmarked(text: string): string {
  return text;
}

/** The lists of open and ended incidents, as far as there is room on a screen of so many rows. */
export function incidentSections(figures: LiveFigures, view: LiveView, space: number, paint: Paint): Row[] {
  const listed = listIncidents(figures, view.filter);
  const selected = incidentAtCursor(figures, view);
  const open = listed.filter(({ isOpen }) => isOpen);
  const ended = listed.filter(({ isOpen }) => !isOpen);
  const entries = (
    of: readonly LiveIncident[],
    rows: (incident: LiveIncident, mark: string) => Row[],
  ): Row[][] => of.map((incident) => rows(incident, incident === selected ? '>' : ' '));
  const place = (of: readonly LiveIncident[]): number =>
    Math.max(0, selected === undefined ? 0 : of.indexOf(selected));
  const first = sectionRows(
    open.length === 0 ? 'No open incident' : counted(open.length, 'open incident'),
    entries(open, (incident, mark) => openRows(incident, mark, paint)),
    Math.floor(space / (ended.length === 0 ? 3 : 4)),
    space,
    paint,
    'open incident',
    place(open),
  );
  if (ended.length === 0) return first;
  const second = sectionRows(
    counted(ended.length, 'ended incident'),
    entries(ended, (incident, mark) => endedRows(incident, mark)),
    Math.max(2, Math.floor(space / 7)),
    space,
    paint,
    'ended incident',
    place(ended),
  );
  return [...first, ...second];
}

/** How sure its cause is comes before what narrow terminals cut. */
function openRows(incident: LiveIncident, mark: string, paint: Paint): Row[] {
  const { id, title, cause, from, lines, consequences, where, confidence } = incident;
  const since = from === null ? '' : `since ${from}  `;
  const more = [cause === title ? '' : cause, where, consequences === '' ? '' : `then ${consequences}`];
  return [
    [
      `${mark}${String(id).padStart(3)}  ${since}${confidence}  ${counted(lines, 'line')}  ${title}`,
      paint.alarming,
    ],
    [`      ${more.filter((text) => text !== '').join('; ')}`, unmarked],
  ];
}

function endedRows({ id, title, from, to, lines, confidence }: LiveIncident, mark: string): Row[] {
  const span = from === null ? '' : from === to || to === null ? `at ${from}  ` : `${from} to ${to}  `;
  return [
    [`${mark}${String(id).padStart(3)}  ${span}${confidence}  ${counted(lines, 'line')}  ${title}`, unmarked],
  ];
}
