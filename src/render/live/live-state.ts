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
}

/** An incident that goes on. */
export interface LiveIncident {
  /** What broke first: `RPC_FAIL (-900)`. */
  readonly cause: string;
  /** When, as a time of the day; null without stamps. */
  readonly since: string | null;
  readonly lines: number;
  /** What followed, and where it is confined to; may be empty. */
  readonly consequences: string;
  readonly where: string;
  readonly confidence: string;
}

/** A line that came lately. */
export interface LiveLine {
  /** The codes that it reports; empty for one of severity W, E or F without any. */
  readonly codes: string;
  readonly text: string;
}

/** What was counted and found so far. All texts are safe for a terminal and hold no line ends. */
export interface LiveFigures {
  /** Now, as a time of the day. */
  readonly clock: string;
  readonly files: number;
  readonly lines: number;
  readonly found: number;
  readonly groups: readonly LiveGroup[];
  readonly incidents: readonly LiveIncident[];
  /** The last one last. */
  readonly recent: readonly LiveLine[];
  /** What was last to be said about the inputs: a rotation, a file that cannot be read. */
  readonly notice: string;
}

/** What the user has done with keys. */
export interface LiveView {
  /** Only groups, incidents and lines with this text, whatever its case, are shown. */
  readonly filter: string;
  /** What is being typed, and what for. */
  readonly prompt: { readonly kind: 'filter' | 'explain'; readonly typed: string } | undefined;
  /** A text that covers the figures, from its line `top` on. */
  readonly page: { readonly lines: readonly string[]; readonly top: number } | undefined;
  /** The figures as they were when the screen was paused. */
  readonly paused: LiveFigures | undefined;
}

/** Nothing is typed, filtered or paused. */
export const plainView: LiveView = { filter: '', prompt: undefined, page: undefined, paused: undefined };

/** The size of a terminal in characters. */
export interface ScreenSize {
  readonly rows: number;
  readonly columns: number;
}
