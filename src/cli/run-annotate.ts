import { statSync } from 'node:fs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { codesCalled } from '../catalogue/lookup.ts';
import { type AnnotateOptions, annotate } from '../commands/annotate.ts';
import type { FollowOptions } from '../commands/follow.ts';
import { nearest } from '../commands/nearest.ts';
import type { Naming } from '../output/named-output.ts';
import { zoneReader } from '../recognise/time/zone.ts';
import { chosenCatalogue } from './catalogue-choice.ts';
import { type CheckpointFlags, checkpointChoice } from './checkpoint-choice.ts';
import { coloursFit } from './colours.ts';
import { readDuration } from './duration.ts';
import { type FindingFlags, findingChoice } from './finding-choice.ts';
import { commandNames } from './flags.ts';
import { readSize } from './size.ts';
import { UsageError } from './usage-error.ts';

/** The arguments of `annotate` as typed. */
interface AnnotateArguments extends FindingFlags, CheckpointFlags {
  readonly files: readonly string[];
  readonly catalogue?: readonly string[] | undefined;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly timezone: string;
  readonly only: boolean;
  readonly output: 'text' | 'ndjson' | 'pretty';
  readonly color: 'auto' | 'always' | 'never';
  readonly summary: boolean;
  readonly interval?: string | undefined;
  readonly maxLine: string;
  readonly follow: boolean;
  readonly lines?: number | undefined;
  readonly fromStart: boolean;
  readonly poll?: string | undefined;
  readonly prefix: boolean;
  readonly raw: boolean;
}

/** Decides what was typed (terminal or not, colour, files), then runs `annotate`. Returns the exit status. */
export async function runAnnotate(typed: AnnotateArguments): Promise<number> {
  const catalogue = await chosenCatalogue(typed.catalogue);
  zoneReader(typed.timezone);
  const choice = findingChoice(typed, catalogue);
  const interval = typed.interval === undefined ? undefined : readDuration(typed.interval, '--interval');
  if (interval !== undefined && interval > 2 ** 31 - 1)
    throw new UsageError('--interval is too long', 'at most 24d');
  const following = await followChoice(typed);
  const options: AnnotateOptions = {
    catalogue,
    files: typed.files.length === 0 ? ['-'] : typed.files,
    choice,
    implied: typed.implied,
    normal: typed.normal,
    timezone: typed.timezone,
    only: typed.only,
    output: typed.output,
    colour:
      typed.color === 'always' || (typed.color === 'auto' && coloursFit(process.env, process.stdout.isTTY)),
    summary: typed.summary,
    interval,
    longest: readSize(typed.maxLine, '--max-line'),
    harmless: process.stdout.isTTY && !typed.raw,
    meant: (path) => meantBy(path, catalogue),
  };
  if (following === undefined) return annotate(options);
  const { follow } = await import('../commands/follow.ts');
  return follow({ ...options, ...following, reload: () => chosenCatalogue(typed.catalogue) });
}

/** What follow and checkpoint options come to; undefined when the inputs are simply read in order. */
async function followChoice(
  typed: AnnotateArguments,
): Promise<Pick<FollowOptions, 'live' | 'naming' | 'checkpoint'> | undefined> {
  const checkpoint = checkpointChoice(typed);
  const { follow, lines, fromStart, poll, prefix, output, files } = typed;
  if (!follow) {
    const useless = Object.entries({
      lines,
      'from-start': fromStart || undefined,
      poll,
      prefix: prefix || undefined,
    });
    const [flag] = useless.find(([, value]) => value !== undefined) ?? [];
    if (flag !== undefined) throw new UsageError(`--${flag} is for followed files`, 'add --follow');
    return checkpoint && { live: undefined, naming: 'none', checkpoint };
  }
  if (files.length === 0) throw new UsageError('--follow needs files', 'name files, directories or patterns');
  if (lines !== undefined && (!Number.isSafeInteger(lines) || lines < 0))
    throw new UsageError('--lines needs a number of lines', 'for example --lines 100');
  if (lines !== undefined && fromStart)
    throw new UsageError('--lines and --from-start exclude each other', 'choose one');
  if (prefix && output === 'ndjson')
    throw new UsageError('--prefix is for text and pretty lines', 'records name their input');
  const milliseconds = poll === undefined ? 250 : readDuration(poll, '--poll');
  const live = {
    from: fromStart ? ('start' as const) : (lines ?? 0),
    poll: Math.min(milliseconds, 3_600_000),
  };
  return { live, naming: await naming(typed), checkpoint };
}

async function naming({ prefix, output, files }: AnnotateArguments): Promise<Naming> {
  if (prefix) return 'prefix';
  const { isDynamicPattern } = await import('tinyglobby');
  const several = files.length > 1 || files.some((file) => isDynamicPattern(file) || isDirectory(file));
  return several && output !== 'ndjson' ? 'header' : 'none';
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** What was probably meant by the name of no file: `mooncake-annotate -704`, `mooncake-annotate code`. */
function meantBy(path: string, catalogue: Catalogue): string | undefined {
  if (codesCalled(path, catalogue).length > 0) return `did you mean: mooncake-annotate explain ${path}`;
  const [command] = nearest(path, commandNames, 1);
  return command === undefined ? undefined : `did you mean the command ${command}?`;
}
