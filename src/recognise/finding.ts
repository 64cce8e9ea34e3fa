import type { Code } from '../catalogue/code.ts';

/** Why we think that a line reports a code. `message` means implied, the others mean stated. */
export type Evidence = 'name' | 'status' | 'number' | 'message';

/** A code that one line reports, once per line however often the line repeats it. */
export interface Finding {
  /**
   * `code`: the catalogue's row `code`. `ambiguous`: a number, or a text of operators' catalogues, that means several codes and nothing settles,
   * `readings` holds all rows. `uncatalogued`: Mooncake reports a value or name that the catalogue lacks. `group`: an
   * implied message that leads to several codes of one group, `readings` holds them.
   */
  readonly kind: 'code' | 'ambiguous' | 'uncatalogued' | 'group';
  readonly component: string;
  readonly group: string;
  readonly name: string;
  /** Undefined where only a name is known (`UNKNOWN_ERROR`) or several codes are possible. */
  readonly value: number | undefined;
  readonly description: string;
  readonly evidence: Evidence;
  readonly code?: Code;
  readonly readings?: readonly Code[];
  /** A few plain words where the code misleads (`really: out of memory`). */
  readonly note?: string;
  /** Where the evidence stands: offsets into the line; for `message` the whole message. */
  readonly start: number;
  readonly end: number;
}
