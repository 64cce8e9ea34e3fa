import { commands } from '../commands.ts';
import { commonFlags } from '../flags/flags.ts';
import { aboutOf, type ShownFlag, shownFlags, statuses, surroundings } from './flag-words.ts';
import { usage } from './help.ts';

/** The manual page, in the language of man(7), made from the tables of commands and flags. */
export function manPage(version: string): string {
  const lines = [
    `.TH MOONCAKE-ANNOTATE 1 "" "mooncake-annotate ${version}" "User Commands"`,
    '.SH NAME',
    'mooncake-annotate \\- find Mooncake error codes in logs, explain and count them',
    '.SH SYNOPSIS',
    '.nf',
    ...commands.map((command) => roff(usage(command).replace('Usage: ', ''))),
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
