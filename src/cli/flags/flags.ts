import { packNames } from '../../catalogue/packs/pack.ts';
import { summaryFormats } from '../../render/summary/summary-formats.ts';
import { triageFormats } from '../../render/triage/triage-formats.ts';
import { UsageError } from '../usage-error.ts';
import {
  choiceFlag,
  integerFlag,
  integerFlagOr,
  textFlag,
  textFlagOr,
  textsFlag,
  toggleFlag,
  underHeading,
} from './flag.ts';

// The one table of flags. Parsing, refusals, help, completion, the man page, docs/cli.md and the configuration file all
// come from it. A flag that stands twice means the same in both commands, with another range of values: --context is a number of
// lines around those that are shown, --fail-on a condition on the document that is printed.

export const format = { short: 'o', alsoCalled: 'output' } as const;
export const formatAbout = 'Form of what is printed';

/** Codes that the program brings besides Mooncake's. */
export const packFlags = underHeading('Input', {
  pack: textsFlag('NAME', `Also know codes of neighbours: ${packNames.join(', ')}, or all`, {
    alsoCalled: 'packs',
    more: 'Several names may stand in one value, with commas between them. See docs/packs.md.',
  }),
});

/** Where codes come from besides the built-in ones; for all commands that know codes. */
export const catalogueFlags = underHeading('Input', {
  ...packFlags,
  catalogue: textsFlag('FILE', 'Add your own codes and messages from this YAML or JSON file'),
});

/** How text is shown. */
export const outputFlags = underHeading('Output', {
  color: choiceFlag(['auto', 'always', 'never'], 'Colours (auto: on a terminal, unless NO_COLOR is set)', {
    excludes: ['format=ndjson'],
  }),
});

/** How lines are read, and which codes count; for the commands that read logs. */
export const findingFlags = {
  ...underHeading('Input', {
    timezone: textFlagOr(
      'local',
      'ZONE',
      'Zone of timestamps without an offset: local, UTC, Europe/Berlin, +08:00',
    ),
    'max-line': textFlagOr('1M', 'SIZE', 'How much of a long line is searched for codes', {
      more: 'The rest of the line is not searched. Annotated output still has the whole line.',
    }),
  }),
  ...underHeading('Which codes count', {
    component: textsFlag('NAME', 'Only this component: Store, TransferEngine (te), Tent', {
      more: 'It also decides which code a number means that two components share.',
    }),
    group: textsFlag('NAME', 'Only this group: Transfer, or Store/Transfer'),
    code: textsFlag('CODE', 'Only this code, by name or number: -704, RPC_FAIL, -704,-800'),
    severity: textsFlag('LETTER', 'Only lines of these severities: E or W,E,F; W+ means W and worse'),
    implied: toggleFlag('Count codes that a message implies without naming them', { default: true }),
    normal: toggleFlag('Count success (0, OK) as well'),
  }),
} as const;

const recursive = toggleFlag('Read all files below directories', { short: 'r' });

/** Which of the lines count by their time. */
const timeFlags = underHeading('Time', {
  since: textFlag('TIME', 'From this time on: "2026-07-30 02:00", yesterday, 2h (ago), 02:00 (the latest)', {
    excludes: ['around'],
  }),
  until: textFlag('TIME', 'Up to this time, given like --since', { excludes: ['around'] }),
});

function withoutAround<Time extends object>(flag: Time): Time {
  return { ...flag, excludes: undefined };
}

const context = { what: 'a number of lines', from: 0, to: 1000 } as const;

const multilineAbout = 'Read tracebacks and wrapped lines as one with the line that they belong to';

/** Which lines `annotate` reads and prints. */
export const selectionFlags = {
  ...underHeading('Input', {
    recursive: { ...recursive, excludes: ['follow', 'checkpoint'] },
    merge: toggleFlag('Merge the lines of all files by time, with the file name before each', {
      more: 'A line without a stamp stays behind the one before it. --no-prefix leaves the names out.',
      excludes: ['follow', 'checkpoint'],
    }),
    multiline: toggleFlag(multilineAbout, {
      more: 'They get one annotation, behind the last of them, and are selected, merged and counted as context together.',
    }),
  }),
  ...underHeading('Time', { since: withoutAround(timeFlags.since), until: withoutAround(timeFlags.until) }),
  ...underHeading('Which lines are printed', {
    only: toggleFlag('Only lines with a code'),
    grep: textsFlag('PATTERN', 'Only lines that match this regular expression, or one of several', {
      more: 'JavaScript syntax: connect.*(refused|reset). Of lines longer than --max-line the first part is searched.',
    }),
    exclude: textsFlag('PATTERN', 'No lines that match this regular expression, nor as context'),
    'ignore-case': toggleFlag('Match --grep and --exclude in upper and lower case', { short: 'i' }),
    'after-context': integerFlag('N', 'Also this many lines after each line of --only or --grep', {
      ...context,
      short: 'A',
    }),
    'before-context': integerFlag('N', 'Also this many lines before it', { ...context, short: 'B' }),
    context: integerFlag('N', 'Also this many lines before and after it', { ...context, short: 'C' }),
  }),
} as const;

/** What `annotate` prints. */
export const annotateFlags = {
  ...underHeading('Output', {
    format: choiceFlag(['text', 'ndjson', 'otlp', 'pretty'], formatAbout, {
      ...format,
      more: 'text is the annotated lines, ndjson one JSON object a line, pretty the same made readable by pino-pretty, otlp OpenTelemetry log records as JSON.',
    }),
    append: toggleFlag('Append text to JSON lines as well, instead of adding a member to them'),
    summary: toggleFlag('Print counts per group on standard error at the end', { default: true }),
    interval: textFlag('TIME', 'Print the counts so far this often as well, if something came: 60s, 5m'),
    raw: toggleFlag('Print control characters of the log on a terminal unchanged', {
      excludes: ['format=ndjson'],
    }),
  }),
  ...underHeading('Following', {
    follow: toggleFlag('Wait for new lines in files, directories or patterns, through rotations', {
      short: 'f',
    }),
    lines: integerFlag('N', 'Start this many lines before the end (0)', {
      short: 'n',
      what: 'a number of lines',
      from: 0,
      to: 1e12,
      needs: ['follow', 'followed files'],
      excludes: ['from-start'],
    }),
    'from-start': toggleFlag('Start at the beginning of the files', { needs: ['follow', 'followed files'] }),
    poll: textFlag('TIME', 'Check the files at least this often (250ms)', {
      needs: ['follow', 'followed files'],
    }),
    prefix: {
      ...toggleFlag('Put the file name before each line, instead of headers'),
      default: undefined as boolean | undefined,
    },
  }),
} as const;

/** How a later run goes on where this one ends. */
export const checkpointFlags = underHeading('Checkpoint', {
  checkpoint: textFlag('FILE', 'Remember in this file how far was read; the next run continues there', {}),
  'checkpoint-interval': textFlagOr('5s', 'TIME', 'Write the checkpoint no more often than this', {
    needs: ['checkpoint', 'runs with a checkpoint'],
  }),
});

const reportAbout = 'Also write the report to this file, in the format of its suffix';

export const title = textFlag('TEXT', 'Title of HTML and Markdown reports');

const jobs = integerFlag('N', 'Threads to read with (default: as many as pay, at most one for each core)', {
  short: 'j',
  what: 'a number of threads',
  from: 1,
  to: 256,
});

/** The webhook that is told where `--fail-on` holds. */
const notify = {
  ...textFlag('FILE', 'Where --fail-on holds, post to the webhook whose address this file holds', {
    more: 'Alertmanager (an address that ends in /api/v2/alerts), or Slack and others that take {"text": ...}. The address may stand in MOONCAKE_ANNOTATE_NOTIFY or the configuration instead; no message shows it.',
    needs: ['fail-on', 'runs that may fail'],
  }),
  read: (typed: string, place: string): string => {
    if (place !== '--notify' || !/^https?:/i.test(typed.trim())) return typed;
    throw new UsageError(
      'all users of a host can read its command lines: --notify takes the name of a file that holds the address',
      'or set MOONCAKE_ANNOTATE_NOTIFY',
    );
  },
};

/** What `summary` reads and prints, and with how many threads it counts. */
export const summaryFlags = {
  ...underHeading('Input', {
    recursive,
    jobs,
    name: textFlag('NAME', 'Call standard input this'),
    share: textFlag('N/M', 'The input is this share of a log that was cut at line ends: 3/8', {
      more: 'merge puts the summaries of all shares together.',
      excludes: ['since', 'until', 'checkpoint'],
    }),
  }),
  ...timeFlags,
  ...underHeading('Time', {
    bucket: textFlagOr('auto', 'WIDTH', 'Width of a time bucket: 5m, 1h, 1d (auto: at most 288 buckets)'),
  }),
  ...underHeading('Output', {
    format: choiceFlag(summaryFormats.names, formatAbout, format),
    report: textsFlag('FILE', reportAbout, { more: `Suffixes: ${summaryFormats.suffixes.join(' ')}` }),
    title,
    progress: toggleFlag('Show progress on a terminal', { default: true }),
  }),
  ...underHeading('News', { notify }),
} as const;

/** What `triage` reads and prints. */
export const triageFlags = {
  ...underHeading('Input', {
    recursive,
    jobs,
    multiline: toggleFlag(multilineAbout, { excludes: ['live'] }),
    name: textFlag('NAME', 'Call standard input this, which is a share', { needs: ['share', 'shares'] }),
    share: textFlag('N/M', 'The input is this share of a log that was cut at line ends: 3/8', {
      more: 'The JSON document holds what --join-shares puts together. A log that is whole is 1/1.',
      excludes: ['live', 'lines-of'],
    }),
    'join-shares': toggleFlag('Read documents of shares (--share), and report as of their logs together', {
      excludes: [
        ...['share', 'live', 'lines-of', 'recursive', 'multiline', 'since', 'until', 'around'],
        ...['host', 'key', 'request', 'component', 'group', 'code', 'severity'],
      ],
    }),
  }),
  ...timeFlags,
  ...underHeading('Time', {
    around: textFlag('TIME', 'From 15 minutes before this time to 15 minutes after it'),
    skew: toggleFlag('Correct times by how far the clocks of hosts differ'),
  }),
  ...underHeading('Which lines count', {
    host: textsFlag('NAME', 'Only lines of this host, as the report names it'),
    key: textsFlag('PREFIX', 'Only lines that name a key that begins with this'),
    request: textsFlag('ID', 'Only lines with this request id, or part of it'),
  }),
  ...underHeading('Output', {
    format: choiceFlag(triageFormats.names, formatAbout, {
      ...format,
      more: 'With --live json prints one object for each incident that begins, changes or is over.',
    }),
    report: textsFlag('FILE', reportAbout, {
      more: `Suffixes: ${triageFormats.suffixes.join(' ')}`,
    }),
    title,
    context: integerFlagOr(3, 'N', 'Lines shown before and after a sample line', {
      short: 'C',
      what: 'a number of lines',
      from: 0,
      to: 100,
    }),
    incident: textFlag('ID', 'Show the details of this incident (1, 2, ...)', { excludes: ['live', 'all'] }),
    all: toggleFlag('Show the details of all incidents, and the codes and messages that none explains', {
      excludes: ['live'],
    }),
    'lines-of': textFlag(
      'ID',
      'Print the annotated lines of this incident (1, 2, ... or all), sorted by time',
      {
        excludes: ['live', 'incident', 'all'],
      },
    ),
    'fail-on': textFlag(
      'CONDITION',
      "Exit with status 1 if this holds: incident, ongoing, high, or new, joined by '||'",
      { more: 'With --live the run ends then.' },
    ),
    quiet: toggleFlag('Print only if --fail-on holds, or without it only if there is an incident', {
      short: 'q',
      excludes: ['live'],
    }),
    notify: { ...notify, excludes: ['live'] },
    baseline: textsFlag('FILE', 'Mark patterns that this older log or triage report does not have as new', {
      excludes: ['live'],
    }),
  }),
  ...underHeading('Following', {
    live: toggleFlag('Follow the files, or standard input, and keep a screen up to date', {
      more: 'Where standard output is no terminal, one line is printed for each change.',
      excludes: ['since', 'until', 'around'],
    }),
    'from-start': toggleFlag('Start at the beginning of the files', { needs: ['live', 'followed files'] }),
  }),
} as const;

/** What `mcp` may read, and how. */
export const mcpFlags = underHeading('Input', {
  allow: textsFlag('DIR', 'Read logs below this folder, and nothing else'),
  timezone: findingFlags.timezone,
});

/** Flags of every command. */
export const commonFlags = underHeading('Help', {
  help: toggleFlag('Explain all options; -h lists them in short', { short: 'h' }),
  version: toggleFlag('Print the version', { short: 'V' }),
});
