import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, temporaryFolder } from '../cli/program.ts';
import { lacks } from '../tools.ts';

const units = path.join(repository, 'fixtures/systemd');
/** What `systemd-analyze verify` has to say about the units of a folder. */
function complaints(folder: string): string[] {
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
  // It speaks of the host's own units too.
  return stderr.split('\n').filter((line) => line.includes('mooncake-annotate'));
}

describe.skipIf(lacks('systemd-analyze'))('the systemd units (needs systemd-analyze)', () => {
  it('are valid', () => {
    expect(complaints(units)).toEqual([]);
  });

  it('would be refused with a mistake in them', () => {
    const folder = temporaryFolder();
    for (const name of readdirSync(units)) copyFileSync(path.join(units, name), path.join(folder, name));
    const service = path.join(folder, 'mooncake-annotate.service');
    writeFileSync(service, readFileSync(service, 'utf8').replace('ProtectSystem=', 'ProtectSytem='));
    expect(complaints(folder).join('\n')).toContain('ProtectSytem');
  });
});
