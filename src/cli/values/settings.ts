import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../catalogue/lookup.ts';
import { commandNamed, commands } from '../commands.ts';
import type { Command, Flag } from '../flags/flag.ts';
import { UsageError } from '../usage-error.ts';
import { configurationFolder, isForbidden, tellLeftOut } from './configuration-folder.ts';

/** A flag's value that was not typed. */
interface Setting {
  readonly texts: readonly string[];
  /** Where it stands, for complaints. */
  readonly place: string;
}

const prefix = 'MOONCAKE_ANNOTATE_';

/**
 * The flags of a command that the configuration file and the environment set; the environment wins.
 *
 * The file is `config.yaml` in the user's folder, or what MOONCAKE_ANNOTATE_CONFIG names (nothing: no file). Its keys are the
 * long names of flags, for all commands that have them, or names of commands with flags below them. In the environment
 * a flag is written MOONCAKE_ANNOTATE_MAX_LINE.
 *
 * @throws UsageError for a file that cannot be read, and for names that are no flags; of the user's folder a file that may not be
 * read is told and left out
 */
export async function settings(
  command: Command,
  environment: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, Setting>> {
  const found = new Map<string, Setting>();
  const file = configurationFile(environment);
  const text = file === undefined ? undefined : readConfiguration(file.path, file.isNamed);
  if (text !== undefined) await addConfiguration(found, command, text, file!.path);
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || variable === `${prefix}CONFIG` || value === undefined) continue;
    const name = nameOf(variable.slice(prefix.length).toLowerCase().replaceAll('_', '-'));
    checkName(name, variable);
    if (name in command.flags) found.set(name, { texts: [value], place: variable });
  }
  return found;
}

function configurationFile(environment: NodeJS.ProcessEnv): { path: string; isNamed: boolean } | undefined {
  const named = environment[`${prefix}CONFIG`];
  if (named !== undefined) return named === '' ? undefined : { path: named, isNamed: true };
  const folder = configurationFolder(environment);
  return folder === undefined ? undefined : { path: join(folder, 'config.yaml'), isNamed: false };
}

function readConfiguration(path: string, isNamed: boolean): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!isNamed && (code === 'ENOENT' || code === 'ENOTDIR')) return undefined;
    if (!isNamed && isForbidden(error)) {
      tellLeftOut(path);
      return undefined;
    }
    throw new UsageError(
      `cannot read the configuration ${path}: ${message}`,
      'check the path and its permissions',
    );
  }
}

async function addConfiguration(
  found: Map<string, Setting>,
  command: Command,
  text: string,
  path: string,
): Promise<void> {
  const { parse } = await import('yaml');
  let content: unknown;
  try {
    content = parse(text) ?? {};
  } catch (error) {
    throw new UsageError(`${path} is no YAML: ${(error as Error).message.split('\n')[0]}`, 'correct it');
  }
  if (!isTable(content)) throw new UsageError(`${path} is no table of options`, 'for example timezone: UTC');
  const general = Object.entries(content).filter(([name]) => commandNamed(name) === undefined);
  const own = content[command.name] ?? {};
  if (!isTable(own))
    throw new UsageError(`${path}: ${command.name} is no table of options`, 'indent its options');
  for (const [written, value] of [...general, ...Object.entries(own)]) {
    const place = `${path}: ${written}`;
    const name = nameOf(written);
    checkName(name, place);
    if (isTable(value)) throw new UsageError(`${place} needs a value`, `for example ${name}: text`);
    if (name in command.flags) found.set(name, { texts: [value].flat().map(String), place });
  }
}

/** The name of a flag, whose other spelling may be given. */
function nameOf(written: string): string {
  for (const { flags } of commands)
    for (const [name, { alsoCalled }] of Object.entries(flags)) if (alsoCalled === written) return name;
  return written;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkName(name: string, place: string): void {
  const known = new Set(commands.flatMap(({ flags }) => Object.keys(flags)));
  if (known.has(name)) return;
  const [near] = nearest(name, [...known], 1);
  throw new UsageError(
    `${place} is no option`,
    near === undefined ? 'see mooncake-annotate --help' : `did you mean ${near}?`,
  );
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
