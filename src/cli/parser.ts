import yargs, { type Argv } from 'yargs';
import manifest from '../../package.json' with { type: 'json' };
import {
  annotateFlags,
  catalogueFlags,
  checkpointFlags,
  conditionFlags,
  findingFlags,
  newsFlags,
  summaryFlags,
  triageFlags,
} from './flags.ts';
import { UsageError } from './usage-error.ts';

/**
 * Parses the arguments and runs the command that they name; a command's code is loaded only when it runs. Returns the
 * exit status. Throws `UsageError` for options that do not exist or do not fit.
 */
export async function parse(args: readonly string[]): Promise<number> {
  const parser: Argv = yargs(args.map(masked))
    .scriptName('mooncake-annotate')
    .usage(
      '$0 [file...]\n\nAppends to each Mooncake log line what its error codes mean, and counts per group.',
    )
    .parserConfiguration({ 'greedy-arrays': false, 'parse-positional-numbers': false })
    .command(
      '$0 [file...]',
      'Annotate lines of files, or of standard input when none (or -) is named',
      (command) =>
        command
          .positional('file', logFiles('Log files, in order; - is standard input'))
          .options({ ...catalogueFlags, ...findingFlags, ...annotateFlags, ...checkpointFlags }),
      chooses(async (typed) => {
        const { runAnnotate } = await import('./run-annotate.ts');
        // What follows a bare -- is a file too, whatever it looks like.
        return runAnnotate({ ...typed, files: named(typed.file, typed._) });
      }),
    )
    .command(
      'summary [file...]',
      'Count codes per component and group, with first and last time',
      (command) =>
        command.positional('file', logFiles('Log files; standard input when none (or -) is named')).options({
          ...catalogueFlags,
          ...findingFlags,
          ...summaryFlags,
          ...newsFlags,
          ...checkpointFlags,
        }),
      chooses(async (typed) => {
        const { runSummary } = await import('./run-summary.ts');
        return runSummary({ ...typed, files: named(typed.file, typed._.slice(1)) });
      }),
    )
    .command(
      'triage [file...]',
      'Say what broke first, what followed from it, where, and what to check',
      (command) =>
        command
          .positional('file', logFiles('Log files of any hosts; standard input when none (or -) is named'))
          .options({ ...catalogueFlags, ...findingFlags, ...triageFlags }),
      chooses(async (typed) => {
        const { runTriage } = await import('./run-triage.ts');
        return runTriage({ ...typed, files: named(typed.file, typed._.slice(1)) });
      }),
    )
    .command(
      'merge [file...]',
      'Add up summaries of several hosts or nights (JSON), as one run over all logs would have',
      (command) =>
        command
          .positional('file', logFiles('What summary --format json printed; - is standard input'))
          .options({
            ...catalogueFlags,
            timezone: { ...findingFlags.timezone, describe: 'Zone in which times are written' },
            format: summaryFlags.format,
            report: summaryFlags.report,
            ...newsFlags,
          }),
      chooses(async (typed) => {
        const { runMerge } = await import('./run-merge.ts');
        return runMerge({ ...typed, files: named(typed.file, typed._.slice(1)) });
      }),
    )
    .command(
      'diff <old> <new>',
      'Say what is new, gone, up and down between two summaries (JSON)',
      (command) =>
        command
          .positional('old', { type: 'string', demandOption: true, describe: 'The older summary' })
          .positional('new', { type: 'string', demandOption: true, describe: 'The newer summary' })
          .options({
            ...catalogueFlags,
            format: {
              choices: ['table', 'json', 'markdown'] as const,
              default: 'table' as const,
              describe:
                'A table for people, JSON (schema mooncake-annotate/diff@1), or Markdown for a ticket',
            },
            ...conditionFlags,
          }),
      chooses(async (typed) => {
        const { runDiff } = await import('./run-diff.ts');
        return runDiff(typed);
      }),
    )
    .command(
      'explain [code...]',
      'Explain codes: -704, NO_AVAILABLE_HANDLE, te:-101, "lease"',
      (command) =>
        command
          .positional('code', {
            type: 'string',
            array: true,
            default: [] as string[],
            describe: 'A number, a name, component:code, or free text',
          })
          .options(catalogueFlags)
          .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
      chooses(async (typed) => {
        const { runExplain } = await import('./run-reference.ts');
        // Behind the command's name: what followed a bare --.
        const { code, _: rest, json, catalogue } = typed;
        return runExplain([...code, ...rest.slice(1).map(String)], json, catalogue);
      }),
    )
    .command(
      'codes',
      'List all codes by component and group',
      (command) =>
        command
          .options(catalogueFlags)
          .option('json', { type: 'boolean', default: false, describe: 'Print JSON' })
          .option('markdown', { type: 'boolean', default: false, describe: 'Print a Markdown table' }),
      chooses(async (typed) => {
        const { runCodes } = await import('./run-reference.ts');
        if (typed.json && typed.markdown)
          throw new UsageError('--json and --markdown exclude each other', 'give one of them');
        return runCodes(typed.json ? 'json' : typed.markdown ? 'markdown' : 'table', typed.catalogue);
      }),
    )
    .command(
      'catalogue <action> <file...>',
      'Check catalogues of your own codes: what is wrong where, and whether their samples are recognised',
      (command) =>
        command
          .positional('action', { choices: ['check'] as const, demandOption: true, describe: 'What to do' })
          .positional('file', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'YAML or JSON files, in the order in which they build on each other',
          }),
      chooses(async (typed) => {
        const { runCatalogueCheck } = await import('./run-catalogue-check.ts');
        return runCatalogueCheck(typed.file);
      }),
    )
    .command(
      'checkpoint <action> <file>',
      'Say in words what a checkpoint holds',
      (command) =>
        command
          .positional('action', { choices: ['show'] as const, demandOption: true, describe: 'What to do' })
          .positional('file', { type: 'string', demandOption: true, describe: 'The checkpoint' }),
      chooses(async (typed) => {
        const { runCheckpointShow } = await import('./run-checkpoint.ts');
        return runCheckpointShow(typed.file);
      }),
    )
    .version(manifest.version)
    .help()
    .alias('help', 'h')
    .strictOptions()
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .exitProcess(false)
    .fail((message, error) => {
      // yargs' own errors are about usage and repeat the message; those of commands are theirs.
      throw error === undefined || error.name === 'YError' ? complaint(message) : error;
    });
  try {
    parser.parse();
  } catch (chosen) {
    if (chosen instanceof ChosenCommand) return chosen.run();
    throw chosen;
  }
  // It was the help or the version that was asked for.
  return 0;
}

/**
 * A handler that ends the parsing with what it found. yargs would go on to write the help of the command that it ran, which
 * nobody sees, and which takes as long as counting a megabyte.
 */
function chooses<Arguments extends object>(
  run: (typed: Arguments) => Promise<number>,
): (typed: Arguments) => never {
  return (typed) => {
    throw new ChosenCommand(() => run(unmasked(typed)));
  };
}

/** Not an error: what is to be run. */
class ChosenCommand {
  constructor(readonly run: () => Promise<number>) {}
}

/** The logs that a command reads. */
function logFiles<const Text extends string>(describe: Text) {
  return { type: 'string', array: true, default: [] as string[], describe } as const;
}

/** The files of a command, those behind a bare `--` too. */
function named(files: readonly string[], rest: readonly (string | number)[]): string[] {
  return [...files, ...rest.map(String)];
}

/**
 * No option begins with a digit, so `-704,-800` is a word, and `-` is a file. yargs takes the one for options and loses
 * the other among files; behind a NUL, which no real argument can hold, it leaves both alone.
 */
function masked(word: string): string {
  return /^-(?:\d|$)/.test(word) ? `\0${word}` : word;
}

function unmasked<Arguments extends object>(typed: Arguments): Arguments {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    return typeof value === 'string' && value.startsWith('\0') ? value.slice(1) : value;
  };
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, plain(value)])) as Arguments;
}

/** Turns what yargs says, which may be several lines, into one; the tip names the option that was probably meant. */
function complaint(message: string): UsageError {
  const unknown = /^Unknown arguments?: ([^,]+)/.exec(message);
  if (unknown === null)
    return new UsageError(message.replaceAll(/\s*\n\s*/g, ' '), 'see mooncake-annotate --help');
  return new UnknownOption(unknown[1]!);
}

/** An option that no command has; `main` adds which one was probably meant. */
export class UnknownOption extends UsageError {
  constructor(readonly option: string) {
    super(`unknown option ${option.length === 1 ? '-' : '--'}${option}`, 'see mooncake-annotate --help');
  }
}
