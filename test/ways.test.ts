import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

/** Runs at the top of its module, which is no function. */
const entry = 'src/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'ways-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** How often the functions of each file of `src` were called in one run of the program. */
type Calls = ReadonlyMap<string, number>;

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly [{ readonly count: number }];
    }[];
  }[];
}

function callsOf(name: string, args: readonly string[], input?: string): Calls {
  const coverage = join(folder, name);
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
    input,
    env: { ...process.env, NODE_V8_COVERAGE: coverage, MOONCAKE_ANNOTATE_CONFIG: '' },
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  const calls = new Map<string, number>();
  for (const file of readdirSync(coverage)) {
    const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as Coverage;
    for (const { url, functions } of result) {
      const [, path] = /\/(src\/[^?]+\.ts)/.exec(url) ?? [];
      if (path === undefined) continue;
      // What has no name is the module itself, which runs when it is loaded.
      const named = functions.filter(({ functionName }) => functionName !== '');
      const count = named.reduce((sum, { ranges }) => sum + ranges[0].count, 0);
      calls.set(path, (calls.get(path) ?? 0) + count);
    }
  }
  return calls;
}

/** The files that docs/architecture.md lists from one sentence to the next heading or list. */
function listed(from: string, to: string): string[] {
  const page = readFileSync('docs/architecture.md', 'utf8');
  const part = page.slice(page.indexOf(from), page.indexOf(to));
  return [...part.matchAll(/^\d+\. `(src\/[^`]+)`/gm)].map(([, file]) => file!);
}

const annotated = listed('## The way of a line', 'A line of a file on its way');
const summarised = listed('A line of a file on its way', '`annotate --follow` reads');

const line = 'E20260730 11:49:18.123456 12345 client.cpp:380] Failed to start: NO_AVAILABLE_HANDLE\n';
const log = (lines: number): string => {
  const file = join(folder, `${lines}.log`);
  writeFileSync(file, line.repeat(lines));
  return file;
};

/** So many lines more are read the second time; reading itself may differ by a few calls, as bytes come. */
const more = 64;

/** The files that were called at least once for each of these lines. */
function forEachLine(few: Calls, many: Calls): string[] {
  return [...many].filter(([file, count]) => count >= (few.get(file) ?? 0) + more).map(([file]) => file);
}

/** Whether a file is a step or lies with one. */
const isPartOf =
  (steps: readonly string[]) =>
  (file: string): boolean =>
    steps.some((step) => step !== entry && file.startsWith(`${dirname(step)}/`));

describe('the way of a line', () => {
  it('passes 14 files at most from standard input to its annotation', () => {
    expect(annotated.length).toBeLessThanOrEqual(14);
    const few = callsOf('annotate-few', [], line);
    const many = callsOf('annotate-many', [], line.repeat(1 + more));
    expect(annotated.filter((step) => step !== entry && !many.get(step))).toEqual([]);
    // Lines are counted beside.
    expect(
      forEachLine(few, many).filter((file) => !isPartOf([...annotated, 'src/tally/tally.ts'])(file)),
    ).toEqual([]);
  });

  it('passes 18 files at most from a file to the JSON of a summary', () => {
    expect(summarised.length).toBeLessThanOrEqual(18);
    const summary = (name: string, lines: number): Calls =>
      callsOf(name, ['summary', '--format', 'json', '--jobs', '1', log(lines)]);
    const few = summary('summary-few', 1);
    const many = summary('summary-many', 1 + more);
    expect(summarised.filter((step) => step !== entry && !many.get(step))).toEqual([]);
    expect(forEachLine(few, many).filter((file) => !isPartOf(summarised)(file))).toEqual([]);
  });
});
