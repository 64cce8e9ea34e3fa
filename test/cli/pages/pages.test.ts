import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.ts';
import { commonFlags } from '../../../src/cli/flags/flags.ts';
import { completionScript, shells } from '../../../src/cli/pages/completion.ts';
import { type ShownFlag, shownFlags } from '../../../src/cli/pages/flag-words.ts';
import { helpText, manPage, optionsPage } from '../../../src/cli/pages/manuals.ts';
import { packsPage } from '../../../src/dev/packs/packs-page.ts';
import { lacks } from '../../tools.ts';
import { repository, temporaryFolder } from '../program.ts';

const flags = commands.map((command) => ({
  command,
  shown: [...shownFlags({ ...command.flags, ...commonFlags }).values()].flat() as ShownFlag[],
}));

describe('every flag of the table stands in', () => {
  it('both helps, whose lines fit into 80 columns', () => {
    for (const { command, shown } of flags) {
      for (const length of ['short', 'long'] as const) {
        const help = helpText(command, length, 80);
        for (const { signature } of shown) expect(help).toContain(signature);
        expect(help.split('\n').filter((line) => line.length > 80 && !line.startsWith('  mooncake'))).toEqual(
          [],
        );
      }
    }
  });

  it('the man page', () => {
    const page = manPage('1.0').replaceAll('\\-', '-');
    for (const { command, shown } of flags) {
      expect(page).toContain(`.SH ${command.name.toUpperCase()}\n`);
      for (const { signature } of shown) expect(page).toContain(`.B ${signature.trim()}\n`);
    }
  });

  it('the completion of each shell', () => {
    for (const shell of shells) {
      const script = completionScript(shell, commands);
      for (const { command, shown } of flags) {
        expect(script).toContain(command.name);
        for (const { typed } of shown)
          expect(script).toContain(shell === 'fish' ? `-l ${typed.slice(2)}` : typed);
      }
    }
  });

  it('docs/packs.md, which `npm run docs:cli` makes', () => {
    expect(readFileSync(path.join(repository, 'docs/packs.md'), 'utf8')).toBe(packsPage());
  });

  it('docs/cli.md, which `npm run docs:cli` makes', () => {
    expect(readFileSync(path.join(repository, 'docs/cli.md'), 'utf8')).toBe(optionsPage());
  });
});

/** What bash offers for the last of these words. */
function offered(...words: string[]): string[] {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'completion'), completionScript('bash', commands));
  writeFileSync(path.join(folder, 'store.log'), '');
  const script = `. ./completion; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mooncake_annotate
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', 'mooncake-annotate', ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('completion in bash', () => {
  it('offers commands and files first', () => {
    expect(offered('')).toEqual(expect.arrayContaining(['triage', 'summary', 'explain', 'store.log']));
    expect(offered('tri')).toEqual(['triage']);
  });

  it('offers the flags of the command, and the values of a flag', () => {
    expect(offered('triage', '--sk')).toEqual(['--skew']);
    expect(offered('summary', '--sk')).toEqual([]);
    expect(offered('summary', '--format', 'c')).toEqual(['csv']);
    expect(offered('summary', '-o', 'js')).toEqual(['json']);
    expect(offered('--catalogue', '')).toEqual(['completion', 'store.log']);
    expect(offered('completion', 'z')).toEqual(['zsh']);
  });
});

it.skipIf(lacks('groff'))('the man page is one that groff knows all of (needs groff)', () => {
  const { stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-P-cbou'], {
    input: manPage('1.0'),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('Say what broke first');
});
