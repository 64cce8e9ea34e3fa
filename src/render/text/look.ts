import { type Paint, plainPaint } from './paint.ts';

/** What a text for people may use of the place where it is shown. */
export interface Look {
  /** How many characters fit into a line; undefined when it may be of any length. */
  readonly width: number | undefined;
  /** Whether block characters can be shown. */
  readonly unicode: boolean;
  readonly paint: Paint;
}

/** Text in a file: lines of any length, no colours, and characters that every reader shows. */
export const plainLook: Look = { width: undefined, unicode: false, paint: plainPaint };
