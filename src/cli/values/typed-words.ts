import { Parser } from 'yargs/helpers';
import { nearest } from '../../catalogue/lookup.ts';
import { annotateCommand, commandNamed, commands } from '../commands.ts';
import type { Command, Flag } from '../flags/flag.ts';
import { commonFlags } from '../flags/flags.ts';
import { UsageError } from '../usage-error.ts';
import type { Setting } from './settings.ts';

/** What was typed, taken apart. */
export interface TypedWords {
  readonly command: Command;
  /** What stands besides flags and the command's name. */
  readonly words: readonly string[];
  /** The values of flags, by the flag's own name, as typed. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly help: 'short' | 'long' | undefined;
  readonly version: boolean;
  /** What the user is to know: flags that were typed by an earlier name. */
  readonly notices: readonly string[];
}

/** One flag of those that may be typed, with the commands that have it. */
interface KnownFlag {
  readonly name: string;
  readonly flag: Flag;
  readonly owners: readonly string[];
}

/**
 * Takes apart what was typed. A flag may stand before the command's name, since a name means the same kind of flag in all
 * commands: a switch, or one with a value.
 *
 * @throws UsageError for a flag that no command has, or another one
 */
export function parseWords(args: readonly string[]): TypedWords {
  const known = knownFlags();
  refuseValuesOfSwitches(args, known);
  const { argv, error } = Parser.detailed([...args], {
    ...kindsOf([...known.values()]),
    configuration: {
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'populate--': true,
      'strip-aliased': true,
    },
  });
  if (error !== null) throw complaint(error.message);
  const parsed: Readonly<Record<string, unknown>> = argv;
  const before = (parsed._ as (string | number)[]).map(String);
  const named = commandNamed(before[0]);
  const command = named ?? annotateCommand;
  const words = [...(named === undefined ? before : before.slice(1)), ...((parsed['--'] as string[]) ?? [])];
  const values = new Map<string, readonly string[]>();
  const notices: string[] = [];
  for (const [name, value] of Object.entries(parsed)) {
    if (['_', '--', '$0', 'h', 'help', 'version'].includes(name) || value === undefined) continue;
    const typed = [value].flat().map(String);
    if (name in command.flags) values.set(name, typed);
    else {
      const now = command.renamed?.[name];
      if (now === undefined) throw foreign(name, args, command, known.get(name));
      values.set(now.name, now.value === undefined ? typed : [now.value]);
      notices.push(
        `--${name} of ${command.name} is called --${[now.name, now.value].filter(Boolean).join(' ')} now`,
      );
    }
  }
  const help = parsed.help === true ? 'long' : parsed.h === true ? 'short' : undefined;
  return { command, words, values, help, version: parsed.version === true, notices };
}

/** The parser takes any value of a switch for "off". */
function refuseValuesOfSwitches(args: readonly string[], known: ReadonlyMap<string, KnownFlag>): void {
  for (const arg of args) {
    if (arg === '--') return;
    const [, name = '', value] = /^--(?:no-)?([^=]+)=(.*)$/s.exec(arg) ?? [];
    if (value === undefined || value === 'true' || value === 'false') continue;
    if (known.has(name) && known.get(name)!.flag.value === undefined)
      throw new UsageError(`--${name} takes no value, not "${value}"`, `write --${name} or --no-${name}`);
  }
}

function knownFlags(): Map<string, KnownFlag> {
  const known = new Map<string, KnownFlag>();
  for (const command of [...commands, { name: '', flags: commonFlags }]) {
    for (const [name, flag] of Object.entries(command.flags)) {
      const before = known.get(name);
      const owners = [...(before?.owners ?? []), command.name];
      known.set(name, {
        name,
        flag: before === undefined ? flag : { ...before.flag, ...spellings(flag) },
        owners,
      });
    }
  }
  for (const { renamed = {}, flags } of commands)
    for (const [name, now] of Object.entries(renamed)) {
      if (known.has(name)) continue;
      const { short: _, alsoCalled: __, ...flag } = flags[now.name]!;
      const value = now.value === undefined ? flag.value : undefined;
      known.set(name, { name, flag: { ...flag, value, hidden: true }, owners: [] });
    }
  return known;
}

/** A flag that has a letter in one command has it in all. */
function spellings({ short, alsoCalled }: Flag): Partial<Flag> {
  return { ...(short && { short }), ...(alsoCalled && { alsoCalled }) };
}

/** What the parser is to know: which flags are switches, which have a value, and their other spellings. */
function kindsOf(known: readonly KnownFlag[]) {
  const valued = known.filter(({ flag }) => flag.value !== undefined).map(({ name }) => name);
  return {
    // `-h` and `--help` print different things, so they are two options.
    boolean: [...known.filter(({ flag }) => flag.value === undefined).map(({ name }) => name), 'h'],
    string: valued,
    narg: Object.fromEntries(valued.map((name) => [name, 1])),
    alias: Object.fromEntries(
      known.map(({ name, flag: { short, alsoCalled } }) => [
        name,
        [short, alsoCalled].filter((other) => other !== undefined && other !== 'h') as string[],
      ]),
    ),
  };
}

function complaint(message: string): UsageError {
  const flag = /^Not enough arguments following: (.+)$/.exec(message)?.[1];
  const tip = 'see mooncake-annotate --help';
  if (flag === undefined) return new UsageError(message.replaceAll(/\s*\n\s*/g, ' '), tip);
  return new UsageError(`${hyphened(flag)} needs a value`, tip);
}

/** What to say of a flag that the command does not have. */
function foreign(
  name: string,
  args: readonly string[],
  command: Command,
  known: KnownFlag | undefined,
): UsageError {
  const help = `see mooncake-annotate ${command === annotateCommand ? '' : `${command.name} `}--help`;
  if (known !== undefined && !known.flag.hidden)
    return new UsageError(`--${name} belongs to ${listed(known.owners)}, not to ${command.name}`, help);
  if (/^\d/.test(name)) {
    const word = args.find((arg) => /^-\d/.test(arg)) ?? `-${name}`;
    return new UsageError(`"${word}" is no number`, 'put a blank between two codes: explain -704 -800');
  }
  // yargs takes `--no-x` for the opposite of `x`.
  const typed = args.some((arg) => arg === `--no-${name}`) ? `no-${name}` : name;
  const names = [...Object.keys(command.flags), ...Object.keys(commonFlags)];
  const [near] = nearest(typed, names, 1);
  return new UsageError(
    `unknown option ${hyphened(typed)}`,
    near === undefined ? help : `did you mean --${near}?`,
  );
}

function hyphened(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/**
 * The value of each flag of a command: what was typed, else what the environment or the configuration says, else the
 * default. What is typed puts out of force what does not go together with it.
 *
 * @throws UsageError for values that a flag does not take, and flags that exclude each other or lack another
 */
export function resolveValues(
  { flags }: Command,
  typed: ReadonlyMap<string, readonly string[]>,
  settings: ReadonlyMap<string, Setting>,
): Readonly<Record<string, unknown>> {
  const on = [...typed].filter(([name, texts]) => isOn(flags[name]!, texts));
  // As the table of flags names them: by their names, and with their values.
  const given = new Set(on.flatMap(([name, texts]) => [name, ...texts.map((text) => `${name}=${text}`)]));
  for (const [name] of on) refuse(name, flags[name]!, given);
  const values: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(flags)) {
    const texts = typed.get(name);
    const setting = settings.get(name);
    if (texts !== undefined) values[camelCase(name)] = read(flag, texts, `--${name}`);
    else if (setting !== undefined && !isExcluded(name, flag, given, flags))
      values[camelCase(name)] = read(flag, setting.texts, setting.place);
    else values[camelCase(name)] = flag.default;
  }
  return values;
}

/** Whether a flag is more than a switch that was turned off. */
function isOn({ value }: Flag, texts: readonly string[]): boolean {
  return value !== undefined || texts.includes('true');
}

function refuse(name: string, { needs, excludes }: Flag, given: ReadonlySet<string>): void {
  if (needs !== undefined && !given.has(needs[0]))
    throw new UsageError(`--${name} is for ${needs[1]}`, `add --${needs[0]}`);
  const other = excludes?.find((candidate) => given.has(candidate));
  if (other !== undefined)
    throw new UsageError(
      `--${name} and --${other.replace('=', ' ')} exclude each other`,
      'give one or the other',
    );
}

function isExcluded(
  name: string,
  { needs, excludes = [] }: Flag,
  given: ReadonlySet<string>,
  flags: Command['flags'],
): boolean {
  return (
    (needs !== undefined && !given.has(needs[0])) ||
    [...given].some((other) => excludes.includes(other) || flags[other]?.excludes?.includes(name))
  );
}

function read(flag: Flag, texts: readonly string[], place: string): unknown {
  if (flag.value !== undefined && texts.some((text) => text.trim() === ''))
    throw new UsageError(`${place} needs a value`, 'it was given an empty one');
  const values = texts.map((text) => flag.read(text, place));
  if (flag.many) return values;
  if (values.length > 1 && flag.value !== undefined)
    throw new UsageError(`${place} may be given once`, `it was given ${values.length} times`);
  return values.at(-1);
}

function camelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
