import { choiceFlag, integerFlagOr, textFlag, textFlagOr, toggleFlag, underHeading } from './flag.ts';
import { format, formatAbout, summaryFlags, title } from './flags.ts';

/** When a command that compares or counts fails, and when it prints nothing. */
export const conditionFlags = underHeading('News', {
  'fail-on': textFlag(
    'CONDITION',
    "Exit with status 1 if this holds: 'new || surge', 'Store/Transfer > 100'",
  ),
  quiet: toggleFlag('Print only if --fail-on holds, or without it only if there is news', { short: 'q' }),
});

/** What a summary is compared with. */
export const newsFlags = {
  ...underHeading('News', {
    history: textFlag('FILE', 'Say what is new against the summaries in this file, and add this one to it', {
      excludes: ['against'],
    }),
    'history-keep': integerFlagOr(400, 'N', 'How many summaries the history keeps', {
      needs: ['history', 'runs with a history'],
      what: 'a number of summaries',
      from: 1,
      to: 1e6,
    }),
    against: textFlag('FILE', 'Say what is new against this one summary (JSON)'),
  }),
  ...conditionFlags,
} as const;

/** What `merge` prints. */
export const mergeFlags = underHeading('Output', {
  timezone: textFlagOr('local', 'ZONE', 'Zone in which times are written: local, UTC, Europe/Berlin, +08:00'),
  format: summaryFlags.format,
  report: summaryFlags.report,
  title,
});

/** What `diff` prints. */
export const diffFlags = underHeading('Output', {
  format: choiceFlag(['table', 'json', 'markdown'], formatAbout, format),
});

/** What the commands about the catalogue print. */
export const referenceFlags = underHeading('Output', {
  format: choiceFlag(['text', 'json'], formatAbout, format),
});

/** How the files of `catalogue` are judged. */
export const catalogueCommandFlags = underHeading('Checks', {
  strict: toggleFlag('Let check fail for warnings, too', {
    more: 'Warnings are texts that stand in many lines or of which only one case is found, codes without a sample, and causes that no catalogue brings.',
  }),
});

/** What `codes` prints. */
export const codesFlags = underHeading('Output', {
  format: choiceFlag(['text', 'json', 'markdown'], formatAbout, format),
});

/** What `catalogue` can do. */
export const catalogueActions = ['check', 'new', 'draft', 'schema'] as const;

/** What `export` makes; the forms themselves are loaded only where one is asked for. */
export const exportNames = [
  'lnav',
  'lnav-codes',
  'patterndb',
  'prometheus-rules',
  'grafana',
  'clickhouse',
  'logql',
] as const;

/** A form that something is exported in. */
export type ExportName = (typeof exportNames)[number];
