import type { Flags, ValuesOf } from './flag.ts';

/** What stands behind a command's name. */
export interface Operands {
  /** As the usage line shows them: `[FILE...]`. */
  readonly usage: string;
  readonly about: string;
  readonly least: number;
  readonly most: number;
  /** What there is too little of, in words. */
  readonly missing: string;
  /** What to type where there are too few or too many. */
  readonly example: string;
  /** The only words that the first may be. */
  readonly choices?: readonly string[];
  /** Whether they are files, for completion. */
  readonly areFiles: boolean;
}

/** What help, completion, the man page and the parser know of one command. */
export interface Command {
  readonly name: string;
  /** One line. */
  readonly about: string;
  readonly operands: Operands;
  /** What to type, and what it does. */
  readonly examples: readonly (readonly [typed: string, does: string])[];
  readonly flags: Flags;
  /** Runs it; returns the exit status. */
  readonly run: (values: never, words: readonly string[]) => Promise<number>;
}

/** A command whose `run` gets the values of its flags. */
export function command<const Table extends Flags>(
  parts: Omit<Command, 'flags' | 'run'> & {
    readonly flags: Table;
    readonly run: (values: ValuesOf<Table>, words: readonly string[]) => Promise<number>;
  },
): Command {
  return parts;
}

/** Log files, or standard input. */
export const logs: Operands = {
  usage: '[FILE...]',
  about: 'Log files, also .gz and .zst; standard input when none (or -) is named',
  least: 0,
  most: Number.POSITIVE_INFINITY,
  missing: 'logs',
  example: 'store.log',
  areFiles: true,
};
