import { kafkaFlags } from './choices/kafka-connection.ts';
import * as documents from './flags/command-flags.ts';
import {
  catalogueActions,
  catalogueCommandFlags,
  codesFlags,
  type ExportName,
  exportNames,
  referenceFlags,
} from './flags/command-flags.ts';
import { type Command, defineCommand, logs } from './flags/flag.ts';
import * as flags from './flags/flags.ts';
import { shells } from './pages/completion.ts';

const many = Number.POSITIVE_INFINITY;

/** The command that needs no name. */
export const annotateCommand = defineCommand({
  name: 'annotate',
  about: 'Append to each log line what its error codes mean, and count codes per group',
  operands: logs,
  examples: [
    ['mooncake-annotate store.log', 'annotated lines, then counts per group'],
    ['tail -F store.log | mooncake-annotate --only', 'only lines with a code, as they come'],
    [
      'mooncake-annotate --only -C 3 --since 2h store.log',
      'of the last two hours, with three lines around each',
    ],
    ['mooncake-annotate --merge --grep reqid=7f3a node*/store.log', 'matching lines of all files by time'],
    ['mooncake-annotate -f /var/log/mooncake', 'follow all files of a directory through rotations'],
    ['mooncake-annotate -o ndjson store.log | jq .codes', 'one JSON object for each line'],
  ],
  flags: {
    ...flags.catalogueFlags,
    ...flags.findingFlags,
    ...flags.selectionFlags,
    ...flags.annotateFlags,
    ...flags.outputFlags,
    ...flags.checkpointFlags,
  },
  run: async (typed, files) =>
    (await import('./run/run-annotate.ts')).runAnnotate({ ...typed, files }, names(commands)),
});

const others = [
  defineCommand({
    name: 'triage',
    about: 'Say what broke first, what followed from it, where, and what to check',
    operands: { ...logs, example: 'triage -r /var/log/mooncake' },
    examples: [
      ['mooncake-annotate triage -r /var/log/mooncake', 'all logs below a directory, of any hosts'],
      ['mooncake-annotate triage --since 2h *.log', 'the last two hours'],
      ['mooncake-annotate triage *.log --report incident.html', 'a page to share as well'],
      ['mooncake-annotate triage *.log --incident 1', 'all about the first incident'],
    ],
    flags: { ...flags.catalogueFlags, ...flags.findingFlags, ...flags.triageFlags, ...flags.outputFlags },
    renamed: { lines: { name: 'lines-of' }, merge: { name: 'join-shares' } },
    run: async (typed, files) => (await import('./run/run-triage.ts')).runTriage({ ...typed, files }),
  }),
  defineCommand({
    name: 'summary',
    about: 'Count codes per component and group, with first and last time',
    operands: { ...logs, example: 'summary store.log' },
    examples: [
      ['mooncake-annotate summary store.log', 'a table'],
      ["mooncake-annotate summary --since 24h 'store.log*'", 'the last day, rotated files too'],
      ["mooncake-annotate summary --history nights 'store.log*'", 'what is new against earlier nights'],
      ['mooncake-annotate summary store.log --report night.html', 'a page to share as well'],
    ],
    flags: {
      ...flags.catalogueFlags,
      ...flags.findingFlags,
      ...flags.summaryFlags,
      ...documents.newsFlags,
      ...flags.outputFlags,
      ...flags.checkpointFlags,
    },
    renamed: { baseline: { name: 'against' } },
    run: async (typed, files) => (await import('./run/run-summary.ts')).runSummary({ ...typed, files }),
  }),
  defineCommand({
    name: 'merge',
    about: 'Add up summaries of several hosts or nights',
    operands: {
      usage: 'FILE...',
      missing: 'summaries',
      about: 'What summary --format json printed; - is standard input',
      least: 1,
      most: many,
      example: 'merge host-a.json host-b.json',
      areFiles: true,
    },
    examples: [
      ['mooncake-annotate merge host-a.json host-b.json', 'as one run over all logs would print it'],
    ],
    flags: { ...flags.catalogueFlags, ...documents.mergeFlags, ...documents.newsFlags, ...flags.outputFlags },
    renamed: { baseline: { name: 'against' } },
    run: async (typed, files) => (await import('./run/run-documents.ts')).runMerge({ ...typed, files }),
  }),
  defineCommand({
    name: 'diff',
    about: 'Say what is new, gone, up and down between two summaries',
    operands: {
      usage: 'OLD NEW',
      missing: 'two summaries',
      about: 'Two summaries as JSON, the older one first',
      least: 2,
      most: 2,
      example: 'diff monday.json tuesday.json',
      areFiles: true,
    },
    examples: [['mooncake-annotate diff monday.json tuesday.json', 'a table of what changed']],
    flags: {
      ...flags.catalogueFlags,
      ...documents.diffFlags,
      ...documents.conditionFlags,
      ...flags.outputFlags,
    },
    run: async (typed, [old, recent]) =>
      (await import('./run/run-documents.ts')).runDiff({ ...typed, old: old!, new: recent! }),
  }),
  defineCommand({
    name: 'explain',
    about: 'Explain a code, a message, a group, or a whole log line',
    operands: {
      usage: 'WORD...',
      missing: 'a code',
      about: 'A number, a name, component:code, a source line such as file.cpp:123, or a text in quotes',
      least: 1,
      most: many,
      example: 'explain -704',
      areFiles: false,
    },
    examples: [
      ['mooncake-annotate explain -704', 'what it means, its usual causes, what to check'],
      ['mooncake-annotate explain te:-101', 'the meaning in one component'],
      ["mooncake-annotate explain 'a whole log line'", 'the codes that the line states or implies'],
    ],
    flags: { ...flags.catalogueFlags, ...referenceFlags },
    renamed: { json: { name: 'format', value: 'json' } },
    run: async (typed, words) => (await import('./run/run-reference.ts')).runExplain({ ...typed, words }),
  }),
  defineCommand({
    name: 'codes',
    about: 'List codes by component and group',
    operands: {
      usage: '[WORD...]',
      missing: 'nothing',
      about: 'Only codes of this component or group, or whose text holds this word; all without a word',
      least: 0,
      most: many,
      example: 'codes',
      areFiles: false,
    },
    examples: [
      ['mooncake-annotate codes', 'all codes'],
      ['mooncake-annotate codes te Store/Transfer lease', 'those of a component, a group, a topic'],
    ],
    flags: { ...flags.catalogueFlags, ...codesFlags },
    renamed: { json: { name: 'format', value: 'json' }, markdown: { name: 'format', value: 'markdown' } },
    run: async (typed, words) => (await import('./run/run-reference.ts')).runCodes({ ...typed, words }),
  }),
  defineCommand({
    name: 'catalogue',
    about: 'Check files with your own codes, begin one, or draft one from a log',
    operands: {
      usage: 'check|new|draft|schema [FILE...]',
      missing: 'an action',
      about:
        'check: YAML or JSON files, or folders of them, in the order in which they build on each other; new: the file to write; draft: logs',
      least: 1,
      most: many,
      example: 'catalogue check own.yaml',
      choices: catalogueActions,
      areFiles: true,
    },
    examples: [
      ['mooncake-annotate catalogue check own.yaml', 'mistakes with line and column'],
      ['mooncake-annotate catalogue new own.yaml', 'a file to begin with, which editors complete'],
      ['mooncake-annotate catalogue draft service.log', 'codes for messages that report none yet'],
    ],
    flags: { ...flags.packFlags, ...catalogueCommandFlags },
    run: async (typed, words) => (await import('./run/run-catalogue.ts')).runCatalogue(words, typed),
  }),
  defineCommand({
    name: 'checkpoint',
    about: 'Say in words what a checkpoint holds',
    operands: {
      usage: 'show FILE',
      missing: 'an action and a file',
      about: 'The file that --checkpoint named',
      least: 2,
      most: 2,
      example: 'checkpoint show state.json',
      choices: ['show'],
      areFiles: true,
    },
    examples: [['mooncake-annotate checkpoint show state.json', 'how far each file was read']],
    flags: {},
    run: async (_, [, file]) => (await import('./run/run-reference.ts')).runCheckpointShow(file!),
  }),
  defineCommand({
    name: 'kafka',
    about: 'Annotate messages of a topic into another one, as a member of a consumer group',
    operands: {
      usage: '',
      missing: 'nothing',
      about: '',
      least: 0,
      most: 0,
      example: 'kafka --brokers kafka-1:9092 --consumer-group annotators --from logs --to logs.annotated',
      areFiles: false,
    },
    examples: [
      [
        'mooncake-annotate kafka --brokers kafka-1:9092 --consumer-group annotators --from logs --to logs.annotated',
        'until it is stopped; start more of them to share the work',
      ],
    ],
    flags: { ...flags.catalogueFlags, ...flags.findingFlags, ...kafkaFlags },
    run: async (typed) => (await import('./run/run-kafka.ts')).runKafka(typed),
  }),
  defineCommand({
    name: 'mcp',
    about: 'Serve an assistant, by the Model Context Protocol, what it asks about logs and codes',
    operands: {
      usage: '',
      missing: 'nothing',
      about: '',
      least: 0,
      most: 0,
      example: 'mcp --allow /var/log/mooncake',
      areFiles: false,
    },
    examples: [
      [
        'mooncake-annotate mcp --allow /var/log/mooncake',
        'tools: explain, summarise, triage, lines; read-only',
      ],
    ],
    flags: { ...flags.catalogueFlags, ...flags.mcpFlags },
    run: async (typed) => (await import('./run/run-mcp.ts')).runMcp(typed),
  }),
  defineCommand({
    name: 'export',
    about: 'Print the codes, or what reads their counts, in the form of another tool',
    operands: {
      usage: 'FORM',
      missing: 'a form',
      about: exportNames.join(', '),
      least: 1,
      most: 1,
      example: 'export lnav',
      choices: exportNames,
      areFiles: false,
    },
    examples: [
      [
        'mooncake-annotate export lnav >mooncake.json && lnav -i mooncake.json',
        'log lines as a format of lnav',
      ],
      ['mooncake-annotate export prometheus-rules >mooncake.yml', 'alerts on what summary --report writes'],
    ],
    flags: { ...flags.catalogueFlags },
    run: async (typed, [name]) =>
      (await import('./run/run-reference.ts')).runExport({ ...typed, name: name as ExportName }),
  }),
  defineCommand({
    name: 'completion',
    about: 'Print a completion script for a shell',
    operands: {
      usage: shells.join('|'),
      missing: 'a shell',
      about: 'The shell',
      least: 1,
      most: 1,
      example: 'completion bash',
      choices: shells,
      areFiles: false,
    },
    examples: [
      ['source <(mooncake-annotate completion bash)', 'for this shell; put it into ~/.bashrc to keep it'],
      ['mooncake-annotate completion fish >~/.config/fish/completions/mooncake-annotate.fish', 'for fish'],
    ],
    flags: {},
    run: async (_, [shell]) => (await import('./run/run-reference.ts')).runCompletion(shell!, commands),
  }),
] as const;

/** All commands, in the order in which help lists them. */
export const commands: readonly Command[] = [annotateCommand, ...others];

/** The command of a name; undefined where there is none. */
export function commandNamed(name: string | undefined): Command | undefined {
  return commands.find((candidate) => candidate.name === name);
}

function names(all: readonly Command[]): string[] {
  return all.map(({ name }) => name);
}
