import { counted } from '../text/columns.ts';
import type { Paint } from '../text/paint.ts';
import {
  type LiveFigures,
  type LiveIncident,
  type LiveView,
  listedIncidents,
  selectedIncident,
} from './live-state.ts';
import { plain, type Row, section } from './screen-rows.ts';

/** The lists of open and ended incidents, as far as there is room on a screen of so many rows. */
export function incidentSections(figures: LiveFigures, view: LiveView, space: number, paint: Paint): Row[] {
  const listed = listedIncidents(figures, view.filter);
  const selected = selectedIncident(figures, view);
  const open = listed.filter(({ isOpen }) => isOpen);
  const ended = listed.filter(({ isOpen }) => !isOpen);
  const entries = (
    of: readonly LiveIncident[],
    rows: (incident: LiveIncident, mark: string) => Row[],
  ): Row[][] => of.map((incident) => rows(incident, incident === selected ? '>' : ' '));
  const place = (of: readonly LiveIncident[]): number =>
    Math.max(0, selected === undefined ? 0 : of.indexOf(selected));
  const first = section(
    open.length === 0 ? 'No open incident' : counted(open.length, 'open incident'),
    entries(open, (incident, mark) => openRows(incident, mark, paint)),
    Math.floor(space / (ended.length === 0 ? 3 : 4)),
    space,
    paint,
    'open incident',
    place(open),
  );
  if (ended.length === 0) return first;
  const second = section(
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
    [`      ${more.filter((text) => text !== '').join('; ')}`, plain],
  ];
}

function endedRows({ id, title, from, to, lines, confidence }: LiveIncident, mark: string): Row[] {
  const span = from === null ? '' : from === to || to === null ? `at ${from}  ` : `${from} to ${to}  `;
  return [
    [`${mark}${String(id).padStart(3)}  ${span}${confidence}  ${counted(lines, 'line')}  ${title}`, plain],
  ];
}
