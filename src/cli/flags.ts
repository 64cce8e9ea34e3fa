import type { Options } from 'yargs';
import { summaryFormats } from '../render/summary/summary-formats.ts';
import { triageFormats } from '../render/triage/triage-formats.ts';

/** The commands besides `annotate`, which needs no name. */
export const commandNames = [
  'summary',
  'merge',
  'diff',
  'triage',
  'explain',
  'codes',
  'catalogue',
  'checkpoint',
] as const;

/** Where codes come from besides the built-in ones; shared by all commands that know codes. */
export const catalogueFlags = {
  catalogue: {
    type: 'array',
    string: true,
    requiresArg: true,
    describe: 'Add your own codes and messages from this YAML or JSON file; may be repeated',
  },
} as const satisfies Record<string, Options>;

/** Which findings count, and how lines are understood; shared by the commands that read logs. */
export const findingFlags = {
  component: {
    type: 'array',
    string: true,
    describe: 'Count only this component: Store, TransferEngine (te), Tent',
  },
  group: { type: 'array', string: true, describe: 'Count only this group: Transfer, or Store/Transfer' },
  code: { type: 'array', string: true, describe: 'Count only this code, by name or number' },
  severity: {
    type: 'array',
    string: true,
    describe: 'Count only findings on lines of these severities: E or W,E,F; W+ means W and worse',
  },
  implied: {
    type: 'boolean',
    default: true,
    describe: 'Let messages imply codes (--no-implied: stated codes only)',
  },
  normal: { type: 'boolean', default: false, describe: 'Count success (0, OK) too' },
  timezone: {
    type: 'string',
    default: 'local',
    describe: 'Zone of stamps without an offset: local, UTC, Europe/Berlin, +08:00',
  },
  'max-line': {
    type: 'string',
    default: '1M',
    describe: 'How much of a longer line is looked at; it is passed on whole',
  },
} as const satisfies Record<string, Options>;

/** What `annotate` prints besides. */
export const annotateFlags = {
  only: { type: 'boolean', default: false, describe: 'Print only lines with a finding' },
  output: {
    alias: 'o',
    choices: ['text', 'ndjson', 'pretty'] as const,
    default: 'text' as const,
    describe: 'Annotated lines, one JSON object a line, or those made readable by pino-pretty',
  },
  color: {
    choices: ['auto', 'always', 'never'] as const,
    default: 'auto' as const,
    describe: 'Colour annotations (auto: on a terminal, unless NO_COLOR is set)',
  },
  summary: {
    type: 'boolean',
    default: true,
    describe: 'Print counts per group at the end (--no-summary: do not)',
  },
  interval: { type: 'string', describe: 'Print the counts so far this often too: 60s, 5m' },
  follow: {
    alias: 'f',
    type: 'boolean',
    default: false,
    describe: 'Wait for more in files, directories or patterns, by name, through rotations',
  },
  lines: { alias: 'n', type: 'number', describe: 'With --follow: start so many lines before the end (0)' },
  'from-start': { type: 'boolean', default: false, describe: 'With --follow: start at the beginning' },
  poll: { type: 'string', describe: 'With --follow: look at least this often (250ms)' },
  prefix: {
    type: 'boolean',
    default: false,
    describe: 'With --follow: put the file name before each line, instead of headers',
  },
  raw: {
    type: 'boolean',
    default: false,
    describe: 'Pass control characters of the log on to a terminal as they are',
  },
} as const satisfies Record<string, Options>;

/** How a later run goes on where this one ends. */
export const checkpointFlags = {
  checkpoint: { type: 'string', describe: 'Keep in this file how far was read; the next run goes on there' },
  'checkpoint-interval': { type: 'string', default: '5s', describe: 'Write it at most this often' },
} as const satisfies Record<string, Options>;

/** What `summary` prints, and with how many threads it counts. */
export const summaryFlags = {
  format: {
    choices: summaryFormats.names,
    default: 'table' as const,
    describe: 'A table for people, JSON (schema mooncake-annotate/summary@1), or another form',
  },
  report: {
    type: 'array',
    string: true,
    requiresArg: true,
    describe: `Write it to this file too, in the format of its suffix (${summaryFormats.suffixes.join(' ')}); may be repeated`,
  },
  progress: {
    type: 'boolean',
    default: true,
    describe: 'Show on a terminal how far a long run is (--no-progress: do not)',
  },
  recursive: { alias: 'r', type: 'boolean', default: false, describe: 'Read all files below directories' },
  since: {
    type: 'string',
    requiresArg: true,
    describe: 'Count from here on: "2026-07-30 02:00", yesterday, -24h, or 02:00 (the latest)',
  },
  until: { type: 'string', requiresArg: true, describe: 'Count up to here, given like --since' },
  bucket: {
    choices: ['auto', '1m', '10m', '1h', '1d'] as const,
    default: 'auto' as const,
    describe: 'Width of time buckets (auto: so that at most 288 cover the time)',
  },
  jobs: { alias: 'j', type: 'number', describe: 'Threads to count with (default: the number of cores)' },
  name: { type: 'string', requiresArg: true, describe: 'Call standard input this' },
  share: {
    type: 'string',
    requiresArg: true,
    describe: 'The input is such a share of a log, cut at line ends: 3/8; merge puts the shares together',
  },
} as const satisfies Record<string, Options>;

/** What `triage` looks at and prints. */
export const triageFlags = {
  format: {
    choices: triageFormats.names,
    default: 'text' as const,
    describe: 'A text for people, JSON (schema mooncake-annotate/triage@1), or another form',
  },
  report: {
    type: 'array',
    string: true,
    requiresArg: true,
    describe: `Write it to this file too, in the format of its suffix (${triageFormats.suffixes.join(' ')}); may be repeated`,
  },
  recursive: { alias: 'r', type: 'boolean', default: false, describe: 'Read all files below directories' },
  since: { type: 'string', describe: 'Only from then on: 2026-07-30T02:14, 02:14, or -2h for two hours ago' },
  until: { type: 'string', describe: 'Only until then' },
  around: { type: 'string', describe: 'Only a quarter of an hour before and after then' },
  host: { type: 'array', string: true, describe: 'Only lines of this host, as the report names it' },
  key: { type: 'array', string: true, describe: 'Only lines that name a key that begins so' },
  request: { type: 'array', string: true, describe: 'Only lines with this request id, or part of one' },
  skew: { type: 'boolean', default: false, describe: 'Correct times by how far clocks of hosts are apart' },
  baseline: {
    type: 'array',
    string: true,
    requiresArg: true,
    describe: 'Patterns that this log or triage report lacks are new, and stand first; may be repeated',
  },
  live: {
    type: 'boolean',
    default: false,
    describe: 'Follow the files and keep the screen current; a line for each change where it is no terminal',
  },
  'from-start': { type: 'boolean', default: false, describe: 'With --live: begin with what is there' },
  context: { alias: 'C', type: 'number', default: 3, describe: 'Lines around sample lines' },
  lines: {
    type: 'string',
    describe: 'Print the annotated lines of this incident (1, 2, ...), or of all, merged by time',
  },
  jobs: { alias: 'j', type: 'number', describe: 'Threads to read with (default: the number of cores)' },
} as const satisfies Record<string, Options>;

/** On what a command that compares or counts fails, and when it keeps quiet. */
export const conditionFlags = {
  'fail-on': {
    type: 'string',
    requiresArg: true,
    describe: "End with status 1 if this holds: 'new || surge', 'Store/Transfer > 100', 'any > 0'",
  },
  quiet: {
    alias: 'q',
    type: 'boolean',
    default: false,
    describe: 'Print only if --fail-on holds (without it: if there is news), and what could not be read',
  },
} as const satisfies Record<string, Options>;

/** What a summary is compared with. */
export const newsFlags = {
  history: {
    type: 'string',
    requiresArg: true,
    describe: 'Say what is news against the summaries kept in this file, and add this one to it',
  },
  'history-keep': {
    type: 'number',
    default: 400,
    describe: 'How many summaries --history keeps',
  },
  baseline: {
    type: 'string',
    requiresArg: true,
    describe: 'Say what is news against this one summary (JSON)',
  },
  ...conditionFlags,
} as const satisfies Record<string, Options>;
