import { UsageError } from '../usage-error.ts';

/** What help, completion, the man page, the configuration and the parser know of one flag. */
export interface Flag<Value = unknown> {
  /** Under which heading help lists it. */
  readonly heading: string;
  /** One line for the short help. */
  readonly about: string;
  /** What the long help and the man page add. */
  readonly more?: string | undefined;
  /** A letter that means the same in every command. */
  readonly short?: string | undefined;
  /** Another spelling that is understood as well. */
  readonly alsoCalled?: string | undefined;
  /** What stands for the value in help, such as FILE; undefined for a switch. */
  readonly value?: string | undefined;
  /** The only values there are. */
  readonly choices?: readonly string[] | undefined;
  /** May be given more than once. */
  readonly many?: boolean | undefined;
  /** The flag without which this one means nothing, and what this one is for. */
  readonly needs?: readonly [flag: string, purpose: string] | undefined;
  /** Flags, or values of flags (`format=ndjson`), that cannot be given together with this one. */
  readonly excludes?: readonly string[] | undefined;
  /** Understood, but not shown. */
  readonly hidden?: boolean | undefined;
  readonly default: Value;
  /** Reads one value as typed; throws `UsageError`. */
  readonly read: (text: string, flag: string) => unknown;
}

/** Flags by their names, as typed behind the two hyphens. */
export type Flags = Readonly<Record<string, Flag>>;

/** `max-line` as a name in TypeScript: `maxLine`. */
type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** What a command gets of its flags. */
export type ValuesOf<Table extends Flags> = {
  readonly [Name in keyof Table & string as CamelCase<Name>]: Table[Name] extends Flag<infer Value>
    ? Value
    : never;
};

/** What all kinds of flags may say besides. */
type More = Partial<Pick<Flag, 'short' | 'more' | 'alsoCalled' | 'needs' | 'excludes' | 'hidden'>>;

/** Puts flags under a heading of the help. */
export function underHeading<const Table extends Readonly<Record<string, Omit<Flag, 'heading'>>>>(
  heading: string,
  flags: Table,
): { readonly [Name in keyof Table]: Table[Name] & { readonly heading: string } } {
  const entries = Object.entries(flags).map(([name, flag]) => [name, { ...flag, heading }]);
  return Object.fromEntries(entries) as never;
}

type Unplaced<Value> = Omit<Flag<Value>, 'heading'>;

/** A flag without a value; `--no-NAME` is its opposite. */
export function toggleFlag(
  about: string,
  more: More & { readonly default?: boolean } = {},
): Unplaced<boolean> {
  const read = (text: string, flag: string): boolean => {
    if (text === 'true' || text === 'false') return text === 'true';
    throw new UsageError(`${flag} is true or false, not "${text}"`, `write ${flag} or --no-${flag.slice(2)}`);
  };
  return { default: false, about, read, ...more };
}

/** A flag with a text. */
export function textFlag(value: string, about: string, more: More = {}): Unplaced<string | undefined> {
  return { default: undefined, value, about, read: (typed) => typed, ...more };
}

/** A flag with a text that is never missing. */
export function textFlagOr(
  standard: string,
  value: string,
  about: string,
  more: More = {},
): Unplaced<string> {
  return { ...textFlag(value, about, more), default: standard };
}

/** A flag that may be repeated. */
export function textsFlag(
  value: string,
  about: string,
  more: More = {},
): Unplaced<readonly string[] | undefined> {
  return { default: undefined, value, about, many: true, read: (typed) => typed, ...more };
}

/** A flag with a whole number. */
export function integerFlag(
  value: string,
  about: string,
  { what, from, to, ...more }: More & { readonly what: string; readonly from: number; readonly to: number },
): Unplaced<number | undefined> {
  const read = (typed: string, flag: string): number => {
    const number = /^\d{1,15}$/.test(typed) ? Number(typed) : Number.NaN;
    if (number >= from && number <= to) return number;
    throw new UsageError(`${flag} needs ${what}, not "${typed}"`, `from ${from} to ${to}`);
  };
  return { default: undefined, value, about, read, ...more };
}

/** A flag with a whole number that is never missing. */
export function integerFlagOr(
  standard: number,
  value: string,
  about: string,
  more: Parameters<typeof integerFlag>[2],
): Unplaced<number> {
  return { ...integerFlag(value, about, more), default: standard };
}

/** A flag with one of a few values; the first is the default. */
export function choiceFlag<const Name extends string>(
  choices: readonly [Name, ...Name[]] | readonly Name[],
  about: string,
  more: More = {},
): Unplaced<Name> {
  const read = (typed: string, flag: string): string => {
    const found = choices.find((name) => name === typed.toLowerCase());
    if (found !== undefined) return found;
    throw new UsageError(
      `${flag} is one of ${choices.join(', ')}, not "${typed}"`,
      `write ${flag} ${choices[0]}`,
    );
  };
  return { default: choices[0]!, value: 'NAME', about, choices, read, ...more };
}

/** What stands behind a command's name. */
interface Operands {
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

/** What a flag is called now; with the value that a switch of before stands for. */
interface RenamedFlag {
  readonly name: string;
  readonly value?: string;
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
  /** What flags were called before, which still works, and what they are called now. */
  readonly renamed?: Readonly<Record<string, RenamedFlag>>;
  /** Runs it; returns the exit status. */
  readonly run: (values: never, words: readonly string[]) => Promise<number>;
}

/** A command whose `run` gets the values of its flags. */
export function defineCommand<const Table extends Flags>(
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
