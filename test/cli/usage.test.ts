import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import type { Command, Flag } from '../../src/cli/flags/flag.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { parseWords, resolveValues } from '../../src/cli/values/typed-words.ts';
import { linesOf, run, temporaryFolder } from './program.ts';

/** Values that are wrong for every flag that reads its value, or strange for those that take any text. */
const strange = [
  'x\x1b[2J',
  '1e9',
  'NaN',
  '99999999999999999999',
  'a'.repeat(5000),
  '..',
  '\u202E',
  '%s',
  '{',
  '-',
];

/** What a command line comes to: its values, or the refusal. Anything else that is thrown is a fault. */
function resolve({ name }: Command, words: readonly string[]): UsageError | undefined {
  try {
    const { command, values } = parseWords([...(name === 'annotate' ? [] : [name]), ...words]);
    resolveValues(command, values, new Map());
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

function isClear(error: UsageError | undefined): void {
  expect(error).toBeInstanceOf(UsageError);
  expect(error!.message).not.toMatch(/undefined|\[object|\n/);
  expect(error!.tip).not.toBe('');
}

const flags = commands.flatMap((command) =>
  Object.entries(command.flags).map(
    ([name, flag]) => [`${command.name} --${name}`, command, name, flag] as const,
  ),
);

/** Whatever else a flag needs, so that only its value can be wrong. */
const needed = ({ needs }: Flag, { flags: all }: Command): string[] => {
  if (needs === undefined) return [];
  const [name] = needs;
  const flag = all[name]!;
  return [
    ...needed(flag, { flags: all } as Command),
    ...(flag.value === undefined ? [`--${name}`] : [`--${name}`, flag.choices?.[0] ?? 'x']),
  ];
};

describe('wrong usage of every flag of every command is refused, and says what to do', () => {
  it.each(flags)('%s', (_, command, name, flag) => {
    const others = needed(flag, command);
    if (flag.value === undefined) {
      isClear(resolve(command, [...others, `--${name}=maybe`]));
      expect(resolve(command, [...others, `--${name}`])).toBeUndefined();
    } else {
      isClear(resolve(command, [...others, `--${name}`]));
      isClear(resolve(command, [...others, `--${name}=`]));
      isClear(resolve(command, [...others, `--${name}`, ' ']));
      const value = flag.choices?.[0] ?? '3';
      if (!flag.many) isClear(resolve(command, [...others, `--${name}`, value, `--${name}`, value]));
      if (flag.choices !== undefined) isClear(resolve(command, [...others, `--${name}`, 'no such']));
    }
    if (flag.needs !== undefined)
      isClear(resolve(command, flag.value === undefined ? [`--${name}`] : [`--${name}`, '3']));
    for (const other of flag.excludes ?? []) {
      const typed = (which: string, of: Flag) =>
        of.value === undefined ? [`--${which}`] : [`--${which}`, of.choices?.[0] ?? '3'];
      if (command.flags[other] !== undefined)
        isClear(resolve(command, [...others, ...typed(name, flag), ...typed(other, command.flags[other])]));
    }
    for (const text of strange) {
      const refused =
        flag.value === undefined ? undefined : resolve(command, [...others, `--${name}=${text}`]);
      if (refused !== undefined) isClear(refused);
    }
  });
});

it.each([
  '--checkpoint',
  '--history',
  '--report',
  '--catalogue',
  '--against',
  '--fail-on',
  '--since',
  '--timezone',
  '--max-line',
])('a strange %s is one line and no stack', async (flag) => {
  const folder = temporaryFolder();
  const log = path.join(folder, 'empty.log');
  writeFileSync(log, '');
  for (const text of ['a'.repeat(5000), '..', 'x\x1b[2J/y']) {
    const { status, stderr } = await run(['summary', flag, text, log], '', { cwd: folder });
    expect(stderr).not.toMatch(/^\s+at |\bundefined\b|\[object/m);
    expect(status).toBe(2);
    expect(linesOf(stderr).some((line) => /^mooncake-annotate: .+ \(.+\)$/.test(line))).toBe(true);
  }
});
