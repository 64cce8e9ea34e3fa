import type { Catalogue } from '../catalogue/catalogue.ts';
import { codesCalled } from '../catalogue/lookup.ts';
import { annotate } from '../commands/annotate.ts';
import { nearest } from '../commands/nearest.ts';
import { zoneReader } from '../recognise/zone.ts';
import { chosenCatalogue } from './catalogue-choice.ts';
import { readDuration } from './duration.ts';
import { type FindingFlags, findingChoice } from './finding-choice.ts';
import { commandNames } from './flags.ts';
import { readSize } from './size.ts';
import { UsageError } from './usage-error.ts';

/** The arguments of `annotate` as typed. */
interface AnnotateArguments extends FindingFlags {
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
}

/** Decides what was typed (terminal or not, colour, files), then runs `annotate`. Returns the exit status. */
export async function runAnnotate(typed: AnnotateArguments): Promise<number> {
  const catalogue = await chosenCatalogue(typed.catalogue);
  zoneReader(typed.timezone);
  const choice = findingChoice(typed, catalogue);
  const interval = typed.interval === undefined ? undefined : readDuration(typed.interval, '--interval');
  if (interval !== undefined && interval > 2 ** 31 - 1)
    throw new UsageError('--interval is too long', 'at most 24d');
  return annotate({
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
    meant: (path) => meantBy(path, catalogue),
  });
}

/** What was probably meant by the name of no file: `mooncake-annotate -704`, `mooncake-annotate code`. */
function meantBy(path: string, catalogue: Catalogue): string | undefined {
  if (codesCalled(path, catalogue).length > 0) return `did you mean: mooncake-annotate explain ${path}`;
  const [command] = nearest(path, commandNames, 1);
  return command === undefined ? undefined : `did you mean the command ${command}?`;
}

/** NO_COLOR and FORCE_COLOR as their authors describe them; otherwise colours fit a terminal that can show them. */
function coloursFit(environment: NodeJS.ProcessEnv, terminal: boolean): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR !== undefined) return environment.FORCE_COLOR !== '0';
  return terminal && environment.TERM !== 'dumb';
}
