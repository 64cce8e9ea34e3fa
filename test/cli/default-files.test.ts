import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { program, temporaryFolder } from './program.ts';

/** Root may read everything: it becomes somebody else. */
const somebody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Counts a line with the HOME of another user, of whom this may not be read. */
function countBeside(forbidden: string, env: NodeJS.ProcessEnv = {}) {
  const home = temporaryFolder();
  chmodSync(home, 0o755);
  const folder = path.join(home, '.config/mooncake-annotate');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'config.yaml'), 'timezone: UTC\n');
  writeFileSync(path.join(folder, 'catalogue.yaml'), 'noError: [all is well]\n');
  if (somebody.uid === undefined) chmodSync(path.join(home, forbidden), 0);
  else chmodSync(path.join(home, forbidden), forbidden.includes('.yaml') ? 0o600 : 0o700);
  const { stderr, status } = spawnSync(process.execPath, [program, 'summary', '--format', 'json'], {
    ...somebody,
    input: 'E20260730 11:49:18.123456 1 a.cpp:1] failed: RPC_FAIL\n',
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: home, ...env },
  });
  return { status, stderr: stderr.replaceAll(home, '~') };
}

it.each([
  '.config',
  '.config/mooncake-annotate',
  '.config/mooncake-annotate/config.yaml',
  '.config/mooncake-annotate/catalogue.yaml',
])(
  'what may not be read of ~/%s is told once and left out: cron and systemd may run with the HOME of another user',
  (forbidden) => {
    const folder = '~/.config/mooncake-annotate';
    const left = forbidden.endsWith('.yaml') ? `~/${forbidden}` : folder;
    expect(countBeside(forbidden)).toEqual({
      status: 0,
      stderr: `mooncake-annotate: ${left} may not be read, and is left out (check HOME and who may read it)\n`,
    });
  },
);

it('a configuration that was named and may not be read is a fault', () => {
  const named = '/nowhere/config.yaml';
  expect(countBeside('.config', { MOONCAKE_ANNOTATE_CONFIG: named })).toEqual({
    status: 2,
    stderr: expect.stringContaining(`cannot read the configuration ${named}`),
  });
});
