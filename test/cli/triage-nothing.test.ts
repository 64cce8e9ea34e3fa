import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { behindAll, brokenLogs } from '../accuracy/broken-score.ts';
import { dated } from '../incidents/dated.ts';
import { repository, run, temporaryFolder } from './program.ts';

const folder = dated(path.join(repository, 'fixtures/real/05-master-killed'), behindAll);

async function triage(...args: readonly string[]) {
  const { stdout, stderr, status } = await run(
    ['triage', '--timezone', 'UTC', ...args, ...brokenLogs(folder)],
    '',
    { cwd: folder },
  );
  return { text: stdout.toString(), stderr, status };
}

describe('triage that looks at nothing', () => {
  it.each([
    ['a time before the logs', ['--until', '2026-11-01'], 'the logs go from 2026-11-29T06:32:53'],
    ['a host that is in none', ['--host', 'nodex'], 'the logs are of client, master'],
    ['a key that no line names', ['--key', 'nobody-has-this'], 'names nobody-has-this'],
  ])('of %s says so, and ends with status 2', async (_, args, said) => {
    const { text, stderr, status } = await triage(...args);
    expect(text).toContain('nothing was looked at');
    expect(text).not.toContain('No incident');
    expect(stderr).toContain(said);
    expect(status).toBe(2);
  });

  it('gives no verdict where nothing could be read', async () => {
    const { stdout, status } = await run(['triage', 'no-such.log'], '', { cwd: temporaryFolder() });
    expect(stdout.toString()).toContain('No input could be read');
    expect(stdout.toString()).not.toContain('No incident');
    expect(status).toBe(2);
  });
});

describe('a time without a date', () => {
  it('is the newest such time in the logs', async () => {
    const { text, status } = await triage('--around', '06:33');
    expect(text).toContain('The master does not answer');
    expect(status).toBe(0);
  });

  it('is for --until the first such time behind --since', async () => {
    const { text, status } = await triage('--since', '06:33', '--until', '06:34');
    expect(text).toContain('The master does not answer');
    expect(status).toBe(0);
    const early = await triage('--since', '2026-11-29 06:30', '--until', '06:31');
    expect(early.status).toBe(2);
  });
});
