import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { repository, run } from './program.ts';

const fixtures = ['store.log', 'transfer-engine.log', 'callers.log'].map((name) =>
  path.join(repository, 'fixtures', name),
);
const input = Buffer.concat(fixtures.map((file) => readFileSync(file)));

/**
 * The lines of fixtures/*.log that report a code, per group, counted by reading the files: store.log + transfer-engine.log
 * + callers.log. `implied` says how many of them only imply it.
 */
const expected: readonly (readonly [component: string, group: string, lines: number, implied: number])[] = [
  // -700 to -706 once each, -703 and -704 also from callers, the latter twice.
  ['Store', 'Engine Operation', 7 + 3, 0],
  // -1000 twice, -1001, -1002, -1003, -1010, -1011; -1010 from a worker.
  ['Store', 'High Availability', 7 + 1, 0],
  ['Store', 'File', 7, 0],
  // -100, -101 by name and by number, -102 by name and in lower case.
  ['Store', 'Segment Selection', 5, 0],
  ['Store', 'RPC', 2 + 2, 0],
  ['Store', 'Transfer', 2 + 2, 0],
  ['Store', 'Handle Selection', 2, 0],
  // OK behind a master's response, 0 behind a transfer's result.
  ['Store', 'Normal', 2, 0],
  ['Store', 'Buffer Allocation', 1, 0],
  ['Store', 'Engine', 1, 0],
  ['Store', 'Internal', 1, 0],
  ['Store', 'Key', 1, 0],
  ['Store', 'Parameter', 1, 0],
  ['Store', 'Version', 1, 0],
  // A device is missing, a batch is busy: both implied.
  ['TransferEngine', 'Error Args', 4 + 2, 2],
  // A refused connection implies ERR_SOCKET.
  ['TransferEngine', 'Handshake', 4 + 1, 1],
  // NUMA, the clock, the missing segment and the failed QP are implied.
  ['TransferEngine', 'Other', 3 + 4, 4],
  ['TransferEngine', 'Normal', 1, 0],
  ['Tent', 'Other', 1, 0],
  ['Ambiguous', 'Ambiguous', 1, 0],
];

/** The table on standard error as rows of component, group and lines. */
function rowsOf(table: string): string[] {
  return table
    .split('\n')
    .map((line) => /^(\S+) {2,}(\S.*?) {2,}([\d,]+) {2}\S/.exec(line))
    .filter((match) => match !== null)
    .map(([, component, group, lines]) => `${component} / ${group}: ${lines}`);
}

it('the counts per group of the fixtures are the ones counted by hand', async () => {
  const { stderr } = await run(['--normal', ...fixtures]);
  expect(rowsOf(stderr).sort()).toEqual(
    expected.map(([component, group, lines]) => `${component} / ${group}: ${lines}`).sort(),
  );
  expect(stderr).toMatch(/\n90 lines read, \d+ with a code \(\d+ implied\)\n$/);
});

it('the stated ones alone are the same without the implied ones', async () => {
  const { stderr } = await run(['--normal', '--no-implied', ...fixtures]);
  expect(rowsOf(stderr).sort()).toEqual(
    expected
      .map(([component, group, lines, implied]) => `${component} / ${group}: ${lines - implied}`)
      .sort(),
  );
});

it('success is in no group without --normal', async () => {
  const { stderr } = await run(fixtures);
  expect(rowsOf(stderr).filter((row) => row.includes('Normal'))).toEqual([]);
});

it('each row of the table of codes that Mooncake documents is annotated', async () => {
  const rows = builtInCatalogue().codes.filter((code) => code.origin === 'seed');
  expect(rows.length).toBe(49);
  const { stdout } = await run(['--normal'], input);
  const text = stdout.toString();
  const missing = rows.filter(
    ({ component, group, name, value }) => !text.includes(`${component} / ${group}: ${name} (${value})`),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});
