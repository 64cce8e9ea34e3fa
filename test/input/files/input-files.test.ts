import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { inputFiles } from '../../../src/input/files/input-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'inputs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('files that a pattern means are called as the pattern is written, wherever the program is called', async () => {
  mkdirSync(path.join(folder, 'logs'));
  const names = ['store.log', 'store.log.1'].map((name) => path.join(folder, 'logs', name));
  for (const name of names) writeFileSync(name, '');
  const absolute = path.join(folder, 'logs', 'store.log*');
  expect((await inputFiles([absolute], false)).files).toEqual(names);
  const relative = path.relative(process.cwd(), absolute);
  expect((await inputFiles([relative], false)).files).toEqual(
    names.map((name) => path.relative(process.cwd(), name)),
  );
});
