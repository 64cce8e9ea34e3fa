import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { repository, temporaryFolder } from '../cli/program.ts';

const execute = promisify(execFile);

/** What `npm pack` makes of the built repository; the build itself ran before the tests. */
async function pack(folder: string): Promise<{ file: string; size: number; names: string[] }> {
  const { stdout } = await execute(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
    {
      cwd: repository,
    },
  );
  const [packed] = JSON.parse(stdout);
  return {
    file: path.join(folder, packed.filename),
    size: packed.size,
    names: packed.files.map((entry: { path: string }) => entry.path),
  };
}

const wanted = [
  /^package\.json$/,
  /^README\.md$/,
  /^LICENSE$/,
  /^CHANGELOG\.md$/,
  /^fixtures\/spark\/job\.py$/,
  /^fixtures\/systemd\/[\w-]+\.(?:service|timer)$/,
  /^dist\/cli\.js$/,
  /^dist\/THIRD-PARTY-LICENSES$/,
  /^dist\/program\.js$/,
  /^dist\/(?:thread|packs)\.js$/,
  /^dist\/mooncake-annotate\.1$/,
  /^dist\/(?:library\/)?package\.json$/,
  /^dist\/library\/(?:index|pino|shared-\w+)\.js$/,
  /^dist\/schemas\/(?:catalogue|live-event|record|summary|triage)\.json$/,
  /^dist\/library\/types\/[\w/-]+(?:\.generated)?\.d\.ts$/,
];

it('the package holds what users need, and nothing else', async () => {
  const { names, size } = await pack(temporaryFolder());
  // Bytes to copy to each server; what makes them more than these is worth a thought.
  expect(size).toBeLessThan(1_200_000);
  for (const pattern of wanted) expect(names.filter((name) => pattern.test(name))).not.toEqual([]);
  expect(names.filter((name) => !wanted.some((pattern) => pattern.test(name)))).toEqual([]);
}, 60_000);

it('the packed package, installed into an empty folder, annotates, explains and can be imported', async () => {
  const folder = temporaryFolder();
  const { file } = await pack(folder);
  const cwd = path.join(folder, 'empty');
  mkdirSync(cwd);
  writeFileSync(path.join(cwd, 'package.json'), '{"private":true,"type":"module"}');
  // Nothing besides the package is needed, so that a host without a way to a registry can have it.
  await execute('npm', ['install', '--offline', '--no-audit', '--no-fund', file], { cwd });

  const line = 'E0730 02:14:13.000402 1 real_client.cpp:1] connect: RPC_FAIL';
  writeFileSync(path.join(cwd, 'store.log'), `${line}\n`);
  const program = path.join(cwd, 'node_modules/.bin/mooncake-annotate');
  const annotated = await execute(program, ['store.log'], { cwd });
  expect(annotated.stdout).toBe(`${line}  <- Store / RPC: RPC_FAIL (-900): RPC operation failed\n`);
  for (const output of ['ndjson', 'pretty']) {
    const { stdout } = await execute(program, ['--output', output, 'store.log'], { cwd });
    expect(stdout).toContain('connect: RPC_FAIL');
  }
  expect((await execute(program, ['explain', '-704'], { cwd })).stdout).toContain('OBJECT_NOT_FOUND (-704)');

  writeFileSync(
    path.join(cwd, 'use.js'),
    `import { annotate } from 'mooncake-annotate';
     const { findings } = annotate(process.argv[2]);
     console.log(findings.map(({ name }) => name).join());`,
  );
  expect((await execute(process.execPath, ['use.js', line], { cwd })).stdout).toBe('RPC_FAIL\n');
}, 180_000);

it('the manifest leads tools of every age to the library and its types', () => {
  const { main, types, exports } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
  expect({ main, types }).toEqual({ main: exports['.'].default, types: exports['.'].types });
  for (const file of [main, types]) expect(existsSync(path.join(repository, file))).toBe(true);
});

// That each command runs from the package is part of same-output.test.ts.
it('dist, copied alone to a folder without packages, runs with threads, and says what is missing', async () => {
  const cwd = temporaryFolder();
  cpSync(path.join(repository, 'dist'), path.join(cwd, 'elsewhere'), { recursive: true });
  symlinkSync(path.join(repository, 'fixtures'), path.join(cwd, 'fixtures'));
  const run = (...args: string[]) => execute(process.execPath, ['elsewhere/cli.js', ...args], { cwd });
  expect((await run('summary', '--jobs', '2', 'fixtures/*.log', '--report', 'a.json')).stdout).toContain(
    'RPC',
  );
  expect((await run('triage', '--recursive', 'fixtures/incidents/one-nic-down')).stdout).toContain('retries');
  await expect(run('summary', 'nosuch.log')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^mooncake-annotate: nosuch\.log: no such file.*\n$/),
  });
}, 60_000);

it('sources that have not changed are not built again', async () => {
  await execute('npm', ['run', '--silent', 'prepare'], { cwd: repository });
  const again = await execute('npm', ['run', '--silent', 'prepare'], { cwd: repository });
  expect(again.stdout).toBe('');
}, 120_000);
