import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { labelledLines } from '../accuracy/labelled-line.ts';
import { linesOf, repository, run, temporaryFolder } from './program.ts';

const fixtures = path.join(repository, 'fixtures');

function logsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .map((name) => path.join(folder, name))
    .sort();
}

describe('blocks and single lines', () => {
  it('find exactly the same in all logs of the fixtures', async () => {
    const logs = logsBelow(fixtures);
    const byBlocks = await run(['--only', ...logs]);
    const byLines = await run(['--only', '--output', 'ndjson', ...logs]);
    expect(byLines.stderr).toBe(byBlocks.stderr);
    const found = linesOf(byLines.stdout).map(
      (line) => (JSON.parse(line) as { codes: { name: string }[] }).codes,
    );
    expect(found.length).toBe(linesOf(byBlocks.stdout).length);
    expect(found.length).toBeGreaterThan(500);
  });

  it('find exactly the same in the labelled lines, with success counted and without', async () => {
    const log = path.join(temporaryFolder(), 'labelled.log');
    const lines = labelledLines(path.join(fixtures, 'corpus/source.jsonl')).map(({ line }) => `${line}\n`);
    writeFileSync(log, lines.join(''));
    for (const flags of [[], ['--normal'], ['--no-implied']]) {
      const byBlocks = await run([...flags, log]);
      const byLines = await run([...flags, '--output', 'ndjson', log]);
      expect(byLines.stderr).toBe(byBlocks.stderr);
      expect(byBlocks.stderr).toContain('3,705 lines read');
    }
  });
});
