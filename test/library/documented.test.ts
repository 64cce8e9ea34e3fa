import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const page = readFileSync('docs/library.md', 'utf8');
const blocks = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);

// A folder in which the built package is installed, and the fixtures lie where the page says.
const folder = mkdtempSync(join(tmpdir(), 'library-'));
mkdirSync(join(folder, 'node_modules'));
symlinkSync(resolve('.'), join(folder, 'node_modules/mooncake-annotate'));
symlinkSync(resolve('fixtures'), join(folder, 'fixtures'));
afterAll(() => rmSync(folder, { recursive: true }));

it('has five examples', () => {
  expect(blocks.length).toBe(5);
});

it.each(blocks.map((block, index) => [index + 1, block] as const))(
  'example %i prints what it says',
  (index, block) => {
    const file = join(folder, `example-${index}.mjs`);
    writeFileSync(file, block);
    const printed = execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
    const said = [...block.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);
    if (said.length > 0) expect(printed.trim().split('\n')).toEqual(said);
    else expect(printed).toContain('  <- Store / ');
  },
);
