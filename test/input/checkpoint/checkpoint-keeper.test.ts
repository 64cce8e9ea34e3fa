import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CheckpointKeeper } from '../../../src/input/checkpoint/checkpoint-keeper.ts';
import { CheckpointError } from '../../../src/input/input-error.ts';

function place(): { readonly folder: string; readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'keeper-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return { folder, path: join(folder, 'state') };
}

it('refuses a checkpoint that another run has, and frees its own', () => {
  const { folder, path } = place();
  const first = new CheckpointKeeper({ path, every: 0 });
  expect(() => new CheckpointKeeper({ path, every: 0 })).toThrow(
    new RegExp(`state: is in use by process ${process.pid} on .* \\(end that run first`),
  );
  first.save([], null);
  first.release();
  expect(readdirSync(folder)).toEqual(['state']);
  const second = new CheckpointKeeper({ path, every: 0 });
  expect(second.resumed?.files).toEqual([]);
  // The first one wrote no more if it came back.
  expect(() => first.save([], null)).toThrow(CheckpointError);
  second.release();
});

it('does not keep one that it could not read', () => {
  const { folder, path } = place();
  writeFileSync(path, 'something else\n');
  expect(() => new CheckpointKeeper({ path, every: 0 })).toThrow(/is not a checkpoint/);
  expect(readdirSync(folder)).toEqual(['state']);
});
