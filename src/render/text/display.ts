/** Marks up text for a terminal, or leaves it as it is. */
export interface Paint {
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  warning(text: string): string;
  alarming(text: string): string;
}

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`;

const plain = (text: string): string => text;

/** The sixteen colours of the terminal's own theme, so that text is readable on dark and light ones. */
export const colouredPaint: Paint = {
  strong: sgr(1, 22),
  faint: sgr(2, 22),
  good: sgr(32, 39),
  warning: sgr(33, 39),
  alarming: sgr(31, 39),
};

/** No marks at all: for pipes and files. */
export const plainPaint: Paint = {
  strong: plain,
  faint: plain,
  good: plain,
  warning: plain,
  alarming: plain,
};

/** What a text for people may use of the place where it is shown. */
export interface Display {
  /** How many characters fit into a line; undefined when it may be of any length. */
  readonly width: number | undefined;
  /** Whether block characters can be shown. */
  readonly unicode: boolean;
  readonly paint: Paint;
}

/** Text in a file: lines of any length, no colours, and characters that every reader shows. */
export const plainDisplay: Display = { width: undefined, unicode: false, paint: plainPaint };
