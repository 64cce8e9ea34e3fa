import { expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import type { Code } from '../../src/catalogue/code.ts';
import { linesOf, run } from './program.ts';

const { codes } = builtInCatalogue();

it('codes lists every code under its component and group', async () => {
  const { stdout, status } = await run(['codes']);
  expect(status).toBe(0);
  let component = '';
  let group = '';
  const headings: string[] = [];
  const listed: string[] = [];
  for (const line of linesOf(stdout).filter((text) => text !== '')) {
    const row = /^ {2}(?: {4,}|(\S.*?) {2,})(\w+) +(-?\d+) {2}\S/.exec(line);
    if (row === null) component = line;
    else {
      if (row[1] !== undefined) {
        group = row[1];
        headings.push(`${component} / ${group}`);
      }
      listed.push(`${component} / ${group}: ${row[2]} (${row[3]})`);
    }
  }
  expect(listed.sort()).toEqual(
    codes.map((code) => `${code.component} / ${code.group}: ${code.name} (${code.value})`).sort(),
  );
  expect(new Set(headings).size).toBe(headings.length);
});

it('codes --format json is the table with all that is known of each code', async () => {
  const { stdout, status } = await run(['codes', '--format', 'json']);
  expect(JSON.parse(stdout.toString())).toEqual(JSON.parse(JSON.stringify(codes)));
  expect(status).toBe(0);
});

it('codes --format markdown is one table with a row for each code', async () => {
  const { stdout, status } = await run(['codes', '--format', 'markdown']);
  const lines = linesOf(stdout);
  expect(lines.slice(0, 2)).toEqual([
    '| component | group | name | value | description |',
    '| --- | --- | --- | ---: | --- |',
  ]);
  expect(lines.length).toBe(codes.length + 2);
  for (const line of lines) expect(line.replaceAll('\\|', '').split('|').length).toBe(7);
  expect(status).toBe(0);
});

it.each([
  [['te'], 'TransferEngine', ({ component }: Code) => component === 'TransferEngine'],
  [['Store/Transfer'], 'TRANSFER_FAIL', ({ group }: Code) => group === 'Transfer'],
  [['-704', 'RPC_FAIL'], 'RPC_FAIL', ({ name }: Code) => name === 'OBJECT_NOT_FOUND' || name === 'RPC_FAIL'],
])('codes %j lists only those', async (words, part, wanted) => {
  const { stdout, status } = await run(['codes', ...words]);
  expect(stdout.toString()).toContain(part);
  const listed = linesOf(stdout).filter((line) => /^ {2}.* -?\d+ {2}\S/.test(line));
  expect(listed.length).toBe(codes.filter(wanted).length);
  expect(status).toBe(0);
});

it('codes says which word fits no code, and lists those of the others', async () => {
  const { stdout, stderr, status } = await run(['codes', 'nosuchword', 'RPC_FAIL']);
  expect(stdout.toString()).toContain('RPC_FAIL');
  expect(stderr).toBe('mooncake-annotate: no code fits "nosuchword" (mooncake-annotate codes lists all)\n');
  expect(status).toBe(2);
});
