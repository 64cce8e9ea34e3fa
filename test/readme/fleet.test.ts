import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, temporaryFolder } from '../cli/program.ts';
import { runBlock, shellBlocks } from './shell-blocks.ts';

const page = readFileSync(path.join(repository, 'docs/fleet.md'), 'utf8');
const blocks = shellBlocks(page);

describe('the page on fleets', () => {
  it('shows the pipes that are there already', () => {
    for (const tool of ['kubectl', 'stern', 'logcli', 'kcat'])
      expect(blocks.some((block) => block.includes(`${tool} `))).toBe(true);
  });

  it.each(blocks.map((block, index) => [index + 1, block] as const))(
    'has a shell block that runs: %i, %s',
    async (_number, block) => {
      const { status, output } = await runBlock(block, temporaryFolder());
      expect(output).not.toMatch(/^mooncake-annotate: /m);
      expect(status, output).toBe(0);
    },
    30_000,
  );

  it('names the command that the program names where the client is missing', async () => {
    const { installCommand } = await import('../../src/input/kafka/load-kafkajs.ts');
    expect(page).toContain(installCommand);
  });
});
