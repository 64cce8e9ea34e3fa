import type { Catalogue } from '../catalogue/catalogue.ts';
import type { InputFault } from '../input/files/input-files.ts';
import type { Selection } from '../output/selection/selection.ts';
import type { FilterChoice } from '../recognise/finding-filter.ts';

/** How lines are written. */
export type AnnotateFormat = 'text' | 'ndjson' | 'otlp' | 'pretty';

/** Everything `annotate` needs to know, decided. */
export interface AnnotateOptions {
  readonly catalogue: Catalogue;
  /** Paths in order; `-` is standard input. */
  readonly files: readonly string[];
  readonly choice: FilterChoice;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly timezone: string;
  /** What of the arguments could not be found. */
  readonly unread?: readonly InputFault[] | undefined;
  /** Print only lines with a finding. */
  readonly only: boolean;
  /** Which lines are printed, where more than `only` is asked for. */
  readonly selection?: Selection | undefined;
  readonly output: AnnotateFormat;
  readonly colour: boolean;
  /** Read lines that belong together, as those of a traceback do, as one. */
  readonly multiline: boolean;
  /** Append text to JSON lines, too, instead of adding a member. */
  readonly append: boolean;
  /** Print the counts per group on standard error at the end. */
  readonly summary: boolean;
  /** Milliseconds between counts on the way, if any. */
  readonly interval: number | undefined;
  /** Bytes of a line that are looked at. */
  readonly longest: number;
  /** Show control characters of the log harmlessly, since the output is a terminal. */
  readonly harmless: boolean;
  /** What a caller may have meant by a file that does not exist, if anything. */
  readonly meant?: (path: string) => string | undefined;
}
