import { wrapText } from '../../render/text/columns.ts';
import { annotateCommand, commands } from '../commands.ts';
import type { Command } from '../flags/flag.ts';
import { commonFlags } from '../flags/flags.ts';
import { aboutOf, type ShownFlag, shownFlags, statuses, surroundings } from './flag-words.ts';

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
