import { wrapped } from '../../render/text/wrapped.ts';
import { annotateCommand, commands } from '../commands.ts';
import type { Command } from '../flags/command.ts';
import { commonFlags } from '../flags/flags.ts';
import { aboutOf, type ShownFlag, shownFlags, statuses, surroundings } from './flag-words.ts';

/** What `-h` prints (one line for each option) or `--help` (all there is to say), with lines of at most `width`. */
export function helpText(command: Command, length: 'short' | 'long', width: number): string {
  const isMain = command === annotateCommand;
  const parts = [
    usage(command),
    wrapped(`${command.about}.`, width).join('\n'),
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
      wrapped(
        `mooncake-annotate${name} --help explains each option.${isMain ? ' mooncake-annotate COMMAND -h lists those of a command.' : ''}`,
        width,
      ).join('\n'),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

/** The line that says what may be typed. */
export function usage(command: Command): string {
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
  return wrapped(text, Math.max(20, width - indent)).map((line) => ' '.repeat(indent) + line);
}
