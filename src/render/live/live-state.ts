import type { Incident } from '../../triage/report/triage-report.ts';
import { safeText } from '../text/safe-text.ts';
import { codeTitle, confinement, consequenceList } from '../triage/wording.ts';

/** One group's findings, as a live screen shows them. */
export interface LiveGroup {
  readonly component: string;
  readonly group: string;
  /** Lines since the start. */
  readonly lines: number;
  /** Lines that came in the last minute. */
  readonly lastMinute: number;
  /** Lines of each of the last minutes, the last one being the current. */
  readonly minutes: readonly number[];
  /** Lines of each code, as `RPC_FAIL (-900)`, since the start. */
  readonly codes: ReadonlyMap<string, number>;
}

/** An incident that was seen. */
export interface LiveIncident {
  /** Its number, which it keeps. */
  readonly id: number;
  /** Whether it goes on. */
  readonly isOpen: boolean;
  /** What broke, in words: `The master does not answer (10.12.0.2:50051)`. */
  readonly title: string;
  /** The code of what broke first: `Store / RPC: RPC_FAIL (-900)`. */
  readonly cause: string;
  /** From when to when, as times of the day; null without stamps. */
  readonly from: string | null;
  readonly to: string | null;
  readonly lines: number;
  /** What followed, and where it is confined to; may be empty. */
  readonly consequences: string;
  readonly where: string;
  readonly confidence: string;
}

/** A line that came lately. */
export interface LiveLine {
  /** Its place in the order of lines. */
  readonly number: number;
  /** The codes that it reports; empty for one of severity W, E or F without any. */
  readonly codes: string;
  readonly text: string;
}

/** What was counted and found so far. All texts are safe for a terminal and hold no line ends. */
export interface LiveFigures {
  /** Now, as a time of the day. */
  readonly clock: string;
  /** What is read: `3 files of 2 hosts`. */
  readonly inputs: string;
  readonly lines: number;
  readonly found: number;
  readonly groups: readonly LiveGroup[];
  /** In the order in which they were found, the ended ones too. */
  readonly incidents: readonly LiveIncident[];
  /** Lines with a code, and others; of each the last one last. */
  readonly recent: { readonly coded: readonly LiveLine[]; readonly others: readonly LiveLine[] };
  /** What was last to be said about the inputs: a rotation, a file that cannot be read. */
  readonly notice: string;
}

/** What covers the figures: an explanation, the details of an incident, or the keys. */
export type PageAbout =
  | { readonly kind: 'explain'; readonly words: string }
  | { readonly kind: 'incident'; readonly id: number }
  | { readonly kind: 'keys' };

/** A text that covers the figures, from its line `top` on. */
export interface LivePage {
  readonly about: PageAbout;
  readonly lines: readonly string[];
  readonly top: number;
}

/** What the user has done with keys. */
export interface LiveView {
  /** Only groups, incidents and lines with this text, whatever its case, are shown. */
  readonly filter: string;
  /** What is being typed, and what for. */
  readonly prompt: { readonly kind: 'filter' | 'explain'; readonly typed: string } | undefined;
  readonly page: LivePage | undefined;
  /** The incident that Enter opens; undefined: the first that is shown. */
  readonly selected: number | undefined;
  /** The figures as they were when the screen was paused. */
  readonly paused: LiveFigures | undefined;
}

/** Nothing is typed, filtered, opened or paused. */
export const plainView: LiveView = {
  filter: '',
  prompt: undefined,
  page: undefined,
  selected: undefined,
  paused: undefined,
};

/** The size of a terminal in characters. */
export interface ScreenSize {
  readonly rows: number;
  readonly columns: number;
}

/** Whether some of the texts contain what is filtered by, whatever its case. */
export function passes(filter: string, ...texts: readonly string[]): boolean {
  return filter === '' || texts.join(' ').toLowerCase().includes(filter.toLowerCase());
}

/** The incidents that a filter lets through, in the order in which they are listed: open ones, then ended ones, each the newest first. */
export function listIncidents({ incidents }: LiveFigures, filter: string): LiveIncident[] {
  const shown = incidents
    .filter(({ title, cause, consequences, where }) => passes(filter, title, cause, consequences, where))
    .reverse();
  return [...shown.filter(({ isOpen }) => isOpen), ...shown.filter(({ isOpen }) => !isOpen)];
}

/** The incident that Enter opens. */
export function incidentAtCursor(figures: LiveFigures, view: LiveView): LiveIncident | undefined {
  const listed = listIncidents(figures, view.filter);
  return listed.find(({ id }) => id === view.selected) ?? listed[0];
}

/** An incident as a live screen shows it. `clock` turns an ISO time into one of the day. */
export function liveIncident(incident: Incident, clock: (iso: string) => string): LiveIncident {
  const { id, ongoing, title, cause, start, end, lines, places, confidence } = incident;
  return {
    id,
    isOpen: ongoing,
    title: safeText(title, 'line'),
    cause: safeText(codeTitle(cause), 'line'),
    from: start === null ? null : clock(start),
    to: end === null ? null : clock(end),
    lines,
    consequences: safeText(consequenceList(incident), 'line'),
    where: safeText(confinement(places, title), 'line'),
    confidence,
  };
}
