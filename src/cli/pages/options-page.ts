import { annotateCommand, commands } from '../commands.ts';
import { commonFlags } from '../flags/flags.ts';
import { aboutOf, type ShownFlag, shownFlags, statuses, surroundings } from './flag-words.ts';
import { usage } from './help.ts';

/** docs/cli.md, made from the tables of commands and flags. */
export function optionsPage(): string {
  const parts = [
    '# Commands and options',
    'Made from the program’s own table of options by `npm run docs:cli`; a test fails when it lags behind.',
  ];
  for (const command of commands) {
    const name = command === annotateCommand ? 'mooncake-annotate' : `mooncake-annotate ${command.name}`;
    parts.push(`## ${name}`, `${command.about}.`, ['```text', usage(command), '```'].join('\n'));
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
