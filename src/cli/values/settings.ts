import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../catalogue/lookup.ts';
import { commandNamed, commands } from '../commands.ts';
import type { Command } from '../flags/flag.ts';
import { UsageError } from '../usage-error.ts';
import { configurationFolder, isForbidden, tellLeftOut } from './configuration-folder.ts';

/** A flag's value that was not typed. */
export interface Setting {
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
 * A file of the user's folder that may not be read is left out, and a line says so.
 *
 * @throws UsageError for any other file that cannot be read, and for names that are no flags
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
    const name = nameOf(variable.slice(prefix.length).toLowerCase().replaceAll('_', '-'), command);
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
    const name = nameOf(written, command);
    checkName(name, place);
    if (isTable(value)) throw new UsageError(`${place} needs a value`, `for example ${name}: text`);
    if (name in command.flags) found.set(name, { texts: [value].flat().map(String), place });
  }
}

/** The name of a flag, of which another spelling may be given, or the one that it had before. */
function nameOf(written: string, { flags: own, renamed }: Command): string {
  const now = renamed?.[written];
  if (now !== undefined && now.value === undefined && !(written in own)) return now.name;
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
