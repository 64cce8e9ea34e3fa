import { existsSync, statSync } from 'node:fs';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { codesCalled, nearest } from '../../catalogue/lookup.ts';
import { annotateInputs } from '../../commands/annotate.ts';
import type { AnnotateCommandOptions, AnnotateFormat } from '../../commands/annotate-output.ts';
import type { FollowCommandOptions } from '../../commands/follow.ts';
import { inputFiles } from '../../input/files/input-files.ts';
import { STANDARD_INPUT } from '../../input/files/source.ts';
import type { Naming } from '../../output/line-output.ts';
import { zoneReader } from '../../recognise/time/zone.ts';
import { type ColourChoice, wantsColours } from '../../render/text/display.ts';
import { loadCatalogue } from '../choices/catalogue-choice.ts';
import { type FindingFlags, findingChoice } from '../choices/finding-choice.ts';
import {
  type CheckpointFlags,
  checkpointChoice,
  type SelectionFlags,
  selectionChoice,
} from '../choices/range-choice.ts';
import { UsageError } from '../usage-error.ts';
import { readDuration, readSize } from '../values/quantities.ts';

/** The arguments of `annotate` as typed. */
interface AnnotateArguments extends FindingFlags, CheckpointFlags, SelectionFlags {
  readonly files: readonly string[];
  readonly catalogue?: readonly string[] | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly append: boolean;
  readonly recursive: boolean;
  readonly merge: boolean;
  readonly multiline: boolean;
  readonly format: AnnotateFormat;
  readonly color: ColourChoice;
  readonly summary: boolean;
  readonly interval?: string | undefined;
  readonly maxLine: string;
  readonly follow: boolean;
  readonly lines?: number | undefined;
  readonly fromStart: boolean;
  readonly poll?: string | undefined;
  readonly prefix?: boolean | undefined;
  readonly raw: boolean;
}

/**
 * Decides what was typed (terminal or not, colour, files), then runs `annotate`. Returns the exit status.
 *
 * @param commands the names of all commands
 */
export async function runAnnotate(typed: AnnotateArguments, commands: readonly string[]): Promise<number> {
  const catalogue = await loadCatalogue(typed.catalogue, typed.pack);
  zoneReader(typed.timezone);
  refuseStrayWord(typed.files[0], catalogue, commands);
  const choice = findingChoice(typed, catalogue);
  const interval = typed.interval === undefined ? undefined : readDuration(typed.interval, '--interval');
  if (interval !== undefined && interval > 2 ** 31 - 1)
    throw new UsageError('--interval is too long', 'at most 24d');
  const following = await followChoice(typed);
  const named = typed.files.length === 0 ? [STANDARD_INPUT] : typed.files;
  const { files, faults } =
    following === undefined ? await inputFiles(named, typed.recursive) : { files: named, faults: [] };
  const options: AnnotateCommandOptions = {
    catalogue,
    files,
    unread: faults,
    choice,
    selection: await selectionChoice(typed, () => newestStampOf(typed.follow ? [] : files, typed.timezone)),
    implied: typed.implied,
    normal: typed.normal,
    timezone: typed.timezone,
    only: typed.only,
    append: typed.append,
    multiline: typed.multiline,
    output: typed.format,
    colour: wantsColours(process.env, process.stdout.isTTY, typed.color),
    summary: typed.summary,
    interval,
    longest: readSize(typed.maxLine, '--max-line'),
    harmless: process.stdout.isTTY && !typed.raw,
    meant: (path) => meantBy(path, catalogue, commands),
  };
  if (typed.merge) {
    const { mergeLines } = await import('../../commands/merge-lines.ts');
    const names = (typed.prefix ?? files.length > 1) && !namesInputs(typed.format);
    return mergeLines({ ...options, naming: names ? 'prefix' : 'none' });
  }
  if (following === undefined) return annotateInputs(options);
  const { follow } = await import('../../commands/follow.ts');
  return follow({ ...options, ...following, reload: () => loadCatalogue(typed.catalogue, typed.pack) });
}

/** What follow and checkpoint options come to; undefined when the inputs are simply read in order. */
async function followChoice(
  typed: AnnotateArguments,
): Promise<Pick<FollowCommandOptions, 'live' | 'naming' | 'checkpoint'> | undefined> {
  const checkpoint = checkpointChoice(typed);
  const { follow, lines, fromStart, poll, prefix, format, files } = typed;
  if (prefix && !follow && !typed.merge)
    throw new UsageError('--prefix is for followed and merged files', 'add --follow or --merge');
  if (prefix && namesInputs(format))
    throw new UsageError('--prefix is for text and pretty lines', 'records name their input');
  if (!follow) return checkpoint && { live: undefined, naming: 'none', checkpoint };
  if (files.length === 0) throw new UsageError('--follow needs files', 'name files, directories or patterns');
  const milliseconds = poll === undefined ? 250 : readDuration(poll, '--poll');
  const live = {
    from: fromStart ? ('start' as const) : (lines ?? 0),
    poll: Math.min(milliseconds, 3_600_000),
  };
  return { live, naming: await naming(typed), checkpoint };
}

async function naming({ prefix, format, files }: AnnotateArguments): Promise<Naming> {
  if (prefix) return 'prefix';
  const { isDynamicPattern } = await import('tinyglobby');
  const several = files.length > 1 || files.some((file) => isDynamicPattern(file) || isDirectory(file));
  return several && !namesInputs(format) ? 'header' : 'none';
}

/** Loaded only where a time without a date asks for it. */
async function newestStampOf(files: readonly string[], timezone: string): Promise<number | undefined> {
  const { newestStamp } = await import('../../triage/read/newest-stamp.ts');
  return newestStamp(files, timezone);
}

/** Whether each line says which input it is of. */
function namesInputs(format: AnnotateFormat): boolean {
  return format === 'ndjson' || format === 'otlp';
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A first word that is neither a command nor a file stops before any work: the files behind it were meant for a command. */
function refuseStrayWord(word: string | undefined, catalogue: Catalogue, commands: readonly string[]): void {
  if (word === undefined || word === '-' || existsSync(word)) return;
  const meant = meantBy(word, catalogue, commands);
  if (meant !== undefined || /^\w+$/.test(word))
    throw new UsageError(
      `${word}: no such file${meant === undefined ? ' or command' : ''}`,
      meant ?? 'see mooncake-annotate --help',
    );
}

/** What was probably meant by the name of no file: `mooncake-annotate -704`, `mooncake-annotate code`. */
function meantBy(path: string, catalogue: Catalogue, commands: readonly string[]): string | undefined {
  if (codesCalled(path, catalogue).length > 0) return `did you mean: mooncake-annotate explain ${path}`;
  const [command] = nearest(path, commands, 1);
  return command === undefined ? undefined : `did you mean the command ${command}?`;
}
