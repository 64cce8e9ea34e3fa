import { wrapText } from '../../render/text/wrapped.ts';
import { annotateCommand, commands } from '../commands.ts';
import type { Command, Flag, Flags } from '../flags/flag.ts';
import { commonFlags } from '../flags/flags.ts';

/** What `-h` prints (one line for each option) or `--help` (all there is to say), with lines of at most `width`. */
export function helpText(command: Command, length: 'short' | 'long', width: number): string {
  const isMain = command === annotateCommand;
  const parts = [
    usageLine(command),
    wrapText(`${command.about}.`, width).join('\n'),
    section('Examples', exampleLines(command, width)),
  ];
  if (isMain)
    parts.push(
      section(
        'Commands',
        commands.flatMap(({ name, about }) =>
          name === 'annotate' ? [] : row(`  ${name}`, about, 15, width),
        ),
      ),
    );
  if (command.operands.about !== '')
    parts.push(section('Operands', row(`  ${command.operands.usage}`, command.operands.about, 26, width)));
  for (const [heading, flags] of shownFlags({ ...command.flags, ...commonFlags }))
    parts.push(
      section(
        heading,
        flags.flatMap((flag) => flagLines(flag, length, width)),
      ),
    );
  if (length === 'long') {
    parts.push(
      section(
        'Exit status',
        statuses.flatMap(([status, means]) => row(`  ${status}`, means, 7, width)),
      ),
      section(
        'Files and environment',
        surroundings.flatMap(([name, means]) => [`  ${name}`, ...indented(means, 6, width)]),
      ),
    );
  } else {
    const name = isMain ? '' : ` ${command.name}`;
    parts.push(
      wrapText(
        `mooncake-annotate${name} --help explains each option.${isMain ? ' mooncake-annotate COMMAND -h lists those of a command.' : ''}`,
        width,
      ).join('\n'),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

/** The line that says what may be typed. */
function usageLine(command: Command): string {
  const name = command === annotateCommand ? '' : ` ${command.name}`;
  const options = Object.keys(command.flags).length === 0 ? '' : ' [OPTION...]';
  return `Usage: mooncake-annotate${name}${options} ${command.operands.usage}`.trimEnd();
}

function section(heading: string, lines: readonly string[]): string {
  return [`${heading}:`, ...lines].join('\n');
}

function exampleLines({ examples }: Command, width: number): string[] {
  const longest = Math.max(...examples.map(([typed]) => typed.length)) + 4;
  const fits = examples.every(([, does]) => longest + does.length + 2 <= width);
  return examples.flatMap(([typed, does]) =>
    fits ? [`  ${typed.padEnd(longest)}${does}`] : [`  ${typed}`, `      ${does}`],
  );
}

function flagLines(shown: ShownFlag, length: 'short' | 'long', width: number): string[] {
  if (length === 'short') return row(`  ${shown.signature}`, aboutOf(shown), 28, width);
  const text = [`${aboutOf(shown)}.`, ...shown.details].join(' ');
  return [`  ${shown.signature}`, ...indented(text, 10, width)];
}

/** A name and what it means beside it, or below where the name is too long. */
function row(name: string, means: string, indent: number, width: number): string[] {
  const [first = '', ...rest] = indented(means, indent, width);
  if (name.length + 2 > indent) return [name, first, ...rest];
  return [name.padEnd(indent) + first.trimStart(), ...rest];
}

function indented(text: string, indent: number, width: number): string[] {
  return wrapText(text, Math.max(20, width - indent)).map((line) => ' '.repeat(indent) + line);
}

/** The manual page, in the language of man(7), made from the tables of commands and flags. */
export function manPage(version: string): string {
  const lines = [
    `.TH MOONCAKE-ANNOTATE 1 "" "mooncake-annotate ${version}" "User Commands"`,
    '.SH NAME',
    'mooncake-annotate \\- find Mooncake error codes in logs, explain and count them',
    '.SH SYNOPSIS',
    '.nf',
    ...commands.map((command) => roff(usageLine(command).replace('Usage: ', ''))),
    '.fi',
    '.SH DESCRIPTION',
    'Without a command it appends to each log line what its error codes mean, and counts codes per group.',
  ];
  for (const command of commands) {
    lines.push(`.SH ${roff(command.name.toUpperCase())}`, `${roff(command.about)}.`);
    if (command.operands.about !== '')
      lines.push('.TP', `.I ${roff(command.operands.usage)}`, `${roff(command.operands.about)}.`);
    for (const flag of [...shownFlags(command.flags).values()].flat()) lines.push(...entry(flag));
    lines.push('.PP', 'Examples:');
    for (const [typed, does] of command.examples) lines.push('.TP', `.B ${roff(typed)}`, roff(does));
  }
  lines.push('.SH COMMON OPTIONS');
  for (const flag of [...shownFlags(commonFlags).values()].flat()) lines.push(...entry(flag));
  lines.push('.SH EXIT STATUS');
  for (const [status, means] of statuses) lines.push('.TP', `.B ${status}`, `${roff(means)}.`);
  lines.push('.SH FILES AND ENVIRONMENT');
  for (const [name, means] of surroundings) lines.push('.TP', `.I ${roff(name)}`, roff(means));
  return `${lines.join('\n')}\n`;
}

function entry(shown: ShownFlag): string[] {
  return [
    '.TP',
    `.B ${roff(shown.signature.trim())}`,
    roff([`${aboutOf(shown)}.`, ...shown.details].join(' ')),
  ];
}

/** Text whose hyphens can be copied, and which no request of the language begins with. */
function roff(text: string): string {
  const safe = text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}

/** docs/cli.md, made from the tables of commands and flags. */
export function optionsPage(): string {
  const parts = [
    '# Commands and options',
    'Made from the program’s own table of options by `npm run docs:cli`; a test fails when it lags behind.',
  ];
  for (const command of commands) {
    const name = command === annotateCommand ? 'mooncake-annotate' : `mooncake-annotate ${command.name}`;
    parts.push(`## ${name}`, `${command.about}.`, ['```text', usageLine(command), '```'].join('\n'));
    if (command.operands.about !== '') parts.push(`${command.operands.about}.`);
    const flags = [...shownFlags(command.flags).values()].flat();
    if (flags.length > 0) parts.push(table(flags));
  }
  parts.push(
    '## Options of every command',
    table([...shownFlags(commonFlags).values()].flat()),
    '## Exit status',
    statuses.map(([status, means]) => `- **${status}**: ${means}`).join('\n'),
    '## Files and environment',
    surroundings.map(([name, means]) => `- \`${name}\`: ${means}`).join('\n'),
  );
  return `${parts.join('\n\n')}\n`;
}

function table(flags: readonly ShownFlag[]): string {
  const rows = flags.map(
    (shown) =>
      `| \`${shown.signature.trim()}\` | ${[`${aboutOf(shown)}.`, ...shown.details].join(' ').replaceAll('|', '\\|')} |`,
  );
  return ['| option | what it does |', '| --- | --- |', ...rows].join('\n');
}

/** One flag as pages show it. */
export interface ShownFlag {
  readonly name: string;
  readonly flag: Flag;
  /** As it is typed: `--color`, or `--no-summary` for what is on unless it is turned off. */
  readonly typed: string;
  /** With its letter before and its value behind: `-o, --format NAME`. */
  readonly signature: string;
  /** All that there is to say of it besides its line: sentences. */
  readonly details: readonly string[];
}

/** The flags that pages show, by their headings, in the order of the table. */
export function shownFlags(flags: Flags): ReadonlyMap<string, readonly ShownFlag[]> {
  const headings = new Map<string, ShownFlag[]>();
  for (const [name, flag] of Object.entries(flags)) {
    if (flag.hidden) continue;
    const list = headings.get(flag.heading) ?? [];
    headings.set(flag.heading, [...list, shown(name, flag)]);
  }
  return headings;
}

/** What turns a switch the other way round. */
function shown(name: string, flag: Flag): ShownFlag {
  const typed = flag.default === true ? `--no-${name}` : `--${name}`;
  const letter = flag.short === undefined ? '    ' : `-${flag.short}, `;
  const signature = `${letter}${typed}${flag.value === undefined ? '' : ` ${flag.value}`}`;
  return { name, flag, typed, signature, details: details(flag) };
}

function details(flag: Flag): string[] {
  const sentences: string[] = [];
  if (flag.more !== undefined) sentences.push(flag.more.endsWith('.') ? flag.more : `${flag.more}.`);
  if (flag.choices !== undefined) sentences.push(`One of ${flag.choices.join(', ')}.`);
  if (typeof flag.default === 'string' || typeof flag.default === 'number')
    sentences.push(`Default: ${flag.default}.`);
  if (flag.many) sentences.push('May be given more than once.');
  if (flag.needs !== undefined) sentences.push(`Only with --${flag.needs[0]}.`);
  const others = flag.excludes ?? [];
  if (others.length > 0)
    sentences.push(`Not together with ${others.map((name) => `--${name.replace('=', ' ')}`).join(', ')}.`);
  return sentences;
}

/** The line of a flag: what is on unless it is turned off is told as what turning it off does. */
export function aboutOf({ flag }: ShownFlag): string {
  return flag.default === true ? `Do not ${flag.about[0]!.toLowerCase()}${flag.about.slice(1)}` : flag.about;
}

/** Exit statuses of every command. */
const statuses = [
  ['0', 'done'],
  ['1', 'the condition of --fail-on holds'],
  ['2', 'wrong usage, or an input that could not be read (all others were still processed)'],
  ['130', 'stopped by Ctrl-C; what was read until then is written and counted'],
] as const;

/** Files and variables that the program reads besides its inputs. */
const surroundings = [
  [
    '~/.config/mooncake-annotate/config.yaml',
    'Options for every call, by their long names, such as `timezone: UTC`. Options below the name of a command are for that command only. $XDG_CONFIG_HOME replaces ~/.config.',
  ],
  ['~/.config/mooncake-annotate/catalogue.yaml', 'Your own codes, added to every call.'],
  ['MOONCAKE_ANNOTATE_CONFIG', 'Another configuration file; empty for none.'],
  [
    'MOONCAKE_ANNOTATE_TIMEZONE, MOONCAKE_ANNOTATE_...',
    'An option for every call. What is typed comes first, then the environment, then the configuration file.',
  ],
  ['NO_COLOR, FORCE_COLOR', 'No colours, or colours where there is no terminal.'],
] as const;
