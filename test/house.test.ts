import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Folders that hold data, a row or a file each for what they describe. */
const data = /^src\/(?:catalogue\/(?:known-messages|consequences|advice)|recognise\/prefix\/formats)\b/;

const written = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.includes('.generated.'))
  .map((entry) => join(entry.parentPath, entry.name));
const files = written.filter((file) => !file.includes('/assembly/'));
const imports = new Map(
  files.map((file) => [
    file,
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+\.ts)'/g)]
      .map(([, path]) => normalize(join(dirname(file), path!)))
      .filter((path) => files.includes(path)),
  ]),
);

/** The files of each circle of imports (Tarjan's algorithm). */
function circles(): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    stack.push(file);
    for (const next of imports.get(file)!) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) found.push(circle);
  };
  for (const file of files) if (!order.has(file)) visit(file);
  return found;
}

/** Rooms from the ground up: none knows of one above it. */
const rooms = [
  'catalogue',
  'input',
  'lines',
  'recognise',
  'tally',
  'summary',
  'triage',
  'render',
  'output',
  'commands',
];

describe('the house', () => {
  it('has no circle of imports', () => {
    expect(circles()).toEqual([]);
  });

  it('has no arrow back up', () => {
    const floor = (file: string): number => rooms.indexOf(file.split('/')[1]!);
    const up = files.flatMap((file) =>
      imports
        .get(file)!
        .filter((next) => floor(file) !== -1 && floor(next) > floor(file))
        .map((next) => `${file} -> ${next}`),
    );
    expect(up).toEqual([]);
  });

  it('declares each exported name once, so that it has one meaning', () => {
    const declared = new Map<string, string[]>();
    const declaration =
      /^export (?:async )?(?:abstract )?(?:function\*?|const|class|interface|type|enum) (\w+)/gm;
    for (const file of files)
      for (const [, name] of readFileSync(file, 'utf8').matchAll(declaration))
        declared.set(name!, [...(declared.get(name!) ?? []), file]);
    expect([...declared].filter(([, places]) => places.length > 1)).toEqual([]);
  });

  it('ships nothing that only the build needs', () => {
    const shipped = files.filter((file) => !file.startsWith('src/dev/'));
    const dev = shipped.flatMap((file) => imports.get(file)!.filter((next) => next.startsWith('src/dev/')));
    expect(dev).toEqual([]);
  });

  it('has no file over 300 lines and no folder over 20 files, data aside', () => {
    const long = written.filter(
      (file) => !data.test(file) && readFileSync(file, 'utf8').split('\n').length > 301,
    );
    expect(long.map((file) => relative('src', file))).toEqual([]);
    const folders = new Map<string, number>();
    for (const file of written) folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
    expect([...folders].filter(([folder, count]) => count > 20 && !data.test(folder))).toEqual([]);
  });
});
