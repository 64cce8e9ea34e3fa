import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, temporaryFolder } from '../cli/program.ts';
import { runBlock, shellBlocks } from './shell-blocks.ts';

const readme = readFileSync(path.join(repository, 'README.md'), 'utf8');
const blocks = shellBlocks(readme);

describe('the README', () => {
  it('says how to run and test a fresh clone, with the commands that continuous integration runs', () => {
    const script = readFileSync(path.join(repository, '.ci/run'), 'utf8');
    const run = 'npx mooncake-annotate fixtures/store.log';
    expect(script).toContain(run);
    expect(script).toContain('npm test');
    expect(blocks.some((block) => block.includes(`npm ci && ${run}\n`))).toBe(true);
    expect(blocks.some((block) => block.includes('npm ci && npm test\n'))).toBe(true);
  });

  it('shows following a log, explaining and listing codes', () => {
    for (const command of [
      'tail -f store.log | ',
      'mooncake-annotate explain -704',
      'mooncake-annotate codes',
    ])
      expect(blocks.some((block) => block.includes(command))).toBe(true);
  });

  it('fits into a few screens', () => {
    expect(Buffer.byteLength(readme)).toBeLessThan(8192);
  });
});

const pages = [
  'README.md',
  ...readdirSync(path.join(repository, 'docs'), { encoding: 'utf8' }).map((name) => `docs/${name}`),
];

describe.each(pages)('%s', (page) => {
  const text = readFileSync(path.join(repository, page), 'utf8');

  it('links only to files that there are', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1]!);
    const missing = links.filter((link) => !existsSync(path.join(repository, path.dirname(page), link)));
    expect(missing).toEqual([]);
  });

  // Those on fleets are run by a test of their own.
  const own = page === 'docs/fleet.md' ? [] : shellBlocks(text);
  const found = own.map((block, index) => [index + 1, block] as const);
  it.each(found)('has a shell block that runs: %i, %s', async (_number, block) => {
    const { status, output } = await runBlock(block, temporaryFolder());
    expect(output).not.toMatch(/^mooncake-annotate: (?!duplicated: |.*the logs begin at)/m);
    expect(status, output).toBe(0);
  });
});

describe('running a block', () => {
  it.each([
    ['tail -f store.log | mooncake-annotate --only\n', 'FILE_NOT_FOUND (-1100)'],
    ['npm ci && npx mooncake-annotate fixtures/store.log\n', 'SEGMENT_ALREADY_EXISTS (-102)'],
    [
      'git clone https://x/mooncake-annotate\ncd mooncake-annotate\nnpm ci && npm test\nnpm run bench:startup\n',
      '',
    ],
    ['kubectl logs -f mooncake-store-0 | mooncake-annotate -o ndjson\n', '"name":"SEGMENT_ALREADY_EXISTS"'],
  ])('succeeds and shows its output: %s', async (block, part) => {
    const { status, output } = await runBlock(block, temporaryFolder());
    expect(output).toContain(part);
    expect(status).toBe(0);
  });

  it.each([
    'mooncake-annotate --onyl store.log\n',
    'npm run nothing\ntrue\n',
    'false | cat\n',
    'npx other\n',
  ])('fails where a command of it fails: %s', async (block) => {
    expect((await runBlock(block, temporaryFolder())).status).not.toBe(0);
  });

  it('takes only blocks of the language sh', () => {
    expect(shellBlocks('a\n```sh\nb\nc\n```\n```text\nd\n```\n```sh\ne\n```\n')).toEqual(['b\nc\n', 'e\n']);
  });
});
