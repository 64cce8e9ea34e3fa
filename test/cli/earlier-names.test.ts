import { expect, it } from 'vitest';
import { run } from './program.ts';

const triaged = ['triage', 'fixtures/store.log'];

it.each([
  [['codes', '--json'], ['codes', '--format', 'json'], '--json of codes is called --format json now'],
  [['codes', 'lease', '--markdown'], ['codes', 'lease', '--format', 'markdown'], '--markdown of codes'],
  [['--json', 'explain', '-704'], ['explain', '--format', 'json', '-704'], '--json of explain'],
  [['explain', '--json', 'LEASE_EXPIRED'], ['explain', '--format', 'json', 'LEASE_EXPIRED'], '--json'],
  [[...triaged, '--lines', '1'], [...triaged, '--lines-of', '1'], '--lines of triage is called --lines-of'],
])('%j is what %j is, and says so', async (before, now, notice) => {
  const [one, other] = [await run(before), await run(now)];
  expect(one.stdout.equals(other.stdout)).toBe(true);
  expect(one.status).toBe(other.status);
  expect(one.stderr).toContain(`mooncake-annotate: ${notice}`);
  expect(other.stderr).not.toContain('is called');
});

it('a name that a flag had before in one command is unknown in another', async () => {
  expect(await run(['--baseline', 'x', 'fixtures/store.log'])).toMatchObject({ status: 2 });
});

it('an earlier name in the environment sets the flag', async () => {
  const missing = { MOONCAKE_ANNOTATE_BASELINE: '/nowhere/report.json' };
  const { status, stderr } = await run(['summary', 'fixtures/store.log'], '', { env: missing });
  expect({ status, stderr }).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('/nowhere/report.json'),
  });
});
