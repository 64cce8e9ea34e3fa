import type { Command } from '../flags/command.ts';
import type { Flag } from '../flags/flag.ts';
import { UsageError } from '../usage-error.ts';
import type { Setting } from './settings.ts';

/**
 * The value of each flag of a command: what was typed, else what the environment or the configuration says, else the
 * default. What is typed puts out of force what does not go together with it.
 *
 * @throws UsageError for values that a flag does not take, and flags that exclude each other or lack another
 */
export function resolvedValues(
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
