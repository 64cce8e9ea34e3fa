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

/** What `--color` takes. */
export type ColourChoice = 'auto' | 'always' | 'never';

/**
 * Whether text is to be coloured. What was typed comes first, then NO_COLOR and FORCE_COLOR as their authors describe them;
 * otherwise colours fit a terminal that can show them.
 */
export function wantsColours(
  environment: NodeJS.ProcessEnv,
  terminal: boolean,
  wanted: ColourChoice = 'auto',
): boolean {
  if (wanted !== 'auto') return wanted === 'always';
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR !== undefined) return environment.FORCE_COLOR !== '0';
  return terminal && environment.TERM !== 'dumb';
}

/** What the place where text is shown can show. The locale is that of POSIX: the first of three variables decides. */
export function displayOf(
  environment: NodeJS.ProcessEnv,
  output: { readonly isTTY?: boolean; readonly columns?: number },
  color: ColourChoice,
): Display {
  const terminal = output.isTTY === true;
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  return {
    width: terminal ? output.columns : undefined,
    unicode: /utf-?8/i.test(locale),
    paint: wantsColours(environment, terminal, color) ? colouredPaint : plainPaint,
  };
}
