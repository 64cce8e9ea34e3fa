import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeNight } from './night-log.ts';
import { repository, run, temporaryFolder } from './program.ts';

const utc = ['--timezone', 'UTC'];

/** Writes the summary of these logs into a file; returns its path. */
async function summarise(file: string, logs: readonly string[], cwd?: string): Promise<string> {
  const { stdout, status } = await run(
    ['summary', '--format', 'json', ...utc, ...logs],
    '',
    cwd === undefined ? {} : { cwd },
  );
  expect(status).toBe(0);
  writeFileSync(file, stdout);
  return file;
}

describe('merge', () => {
  it('tells which inputs could not be read where a summary was made, also with --quiet', async () => {
    const folder = temporaryFolder();
    const log = writeNight(folder, 1, { RPC_FAIL: 40 });
    const packed = gzipSync(readFileSync(log));
    writeFileSync(path.join(folder, 'old.log.gz'), packed.subarray(0, packed.length >> 1));
    const json = await run(['summary', '--format', 'json', log, 'old.log.gz'], '', { cwd: folder });
    expect(json.status).toBe(2);
    writeFileSync(path.join(folder, 'one.json'), json.stdout);
    const told = 'mooncake-annotate: old.log.gz: the gzip data ends early';
    const merged = await run(['merge', '--quiet', 'one.json'], '', { cwd: folder });
    expect(merged).toMatchObject({ status: 0, stderr: expect.stringContaining(told) });
    const judged = await run(['merge', '--quiet', '--fail-on', 'unreadable', 'one.json'], '', {
      cwd: folder,
    });
    expect(judged).toMatchObject({ status: 1, stderr: expect.stringContaining(told) });
  });

  it('gives exactly what one run over all logs gives, in any order and grouping', async () => {
    const folder = temporaryFolder();
    const at = (name: string) => path.join(folder, name);
    const logs = [
      writeNight(folder, 1, { RPC_FAIL: 40, NO_AVAILABLE_HANDLE: 3 }),
      writeNight(folder, 2, { RPC_FAIL: 4, TRANSFER_FAIL: 70 }),
      path.join(repository, 'fixtures/store.log'),
      path.join(repository, 'fixtures/transfer-engine.log'),
    ];
    const whole = JSON.parse(readFileSync(await summarise(at('whole.json'), logs), 'utf8'));
    const parts = await Promise.all(logs.map((log, index) => summarise(at(`${index}.json`), [log])));
    const merged = await run(['merge', '--format', 'json', ...utc, ...parts]);
    expect(merged).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(merged.stdout.toString())).toEqual(whole);

    const two = await run(['merge', '--format', 'json', ...utc, parts[3]!, parts[1]!]);
    const rest = await run(['merge', '--format', 'json', ...utc, '-', parts[2]!, parts[0]!], two.stdout);
    expect(JSON.parse(rest.stdout.toString())).toEqual(whole);
  });

  it('prints the same table as one run', async () => {
    const folder = temporaryFolder();
    const logs = [writeNight(folder, 1, { RPC_FAIL: 40 }), writeNight(folder, 2, { TRANSFER_FAIL: 7 })];
    const parts = await Promise.all(
      logs.map((log, index) => summarise(path.join(folder, `${index}.json`), [log])),
    );
    const whole = await run(['summary', ...utc, ...logs]);
    expect((await run(['merge', ...utc, ...parts])).stdout.toString()).toBe(whole.stdout.toString());
  });

  it('adds up inputs of the same name, as of several hosts', async () => {
    const folder = temporaryFolder();
    const parts = [];
    for (const host of ['a', 'b']) {
      const cwd = path.join(folder, host);
      mkdirSync(cwd);
      writeNight(cwd, 1, { RPC_FAIL: 10 }, 'store.log');
      parts.push(await summarise(path.join(folder, `${host}.json`), ['store.log'], cwd));
    }
    const { stdout } = await run(['merge', '--format', 'json', ...parts]);
    const { inputs, inputCount } = JSON.parse(stdout.toString());
    expect(inputs).toMatchObject([{ name: 'store.log', lines: 70, found: 20 }]);
    expect(inputCount).toBe(2);
  });

  it('writes reports', async () => {
    const folder = temporaryFolder();
    const part = await summarise(path.join(folder, 'a.json'), [writeNight(folder, 1, { RPC_FAIL: 3 })]);
    const csv = path.join(folder, 'all.csv');
    expect((await run(['merge', part, '--report', csv])).status).toBe(0);
    expect(readFileSync(csv, 'utf8')).toContain('RPC_FAIL');
  });

  it.each([
    ['of a newer schema', '{"schema":"mooncake-annotate/summary@2"}', 'summary@2'],
    ['half-written', '{"schema":"mooncake-annotate/summary@1","ran', 'half-written'],
    ['no summary', 'hello', 'is no summary'],
  ])('refuses a file that is %s before it prints anything', async (_title, content, reason) => {
    const folder = temporaryFolder();
    const good = await summarise(path.join(folder, 'a.json'), [writeNight(folder, 1, { RPC_FAIL: 3 })]);
    const bad = path.join(folder, 'b.json');
    writeFileSync(bad, content);
    const { stdout, stderr, status } = await run(['merge', good, bad]);
    expect([stdout.toString(), status]).toEqual(['', 2]);
    expect(stderr).toMatch(/^mooncake-annotate: .*\n$/);
    expect(stderr).toContain(`${bad}: `);
    expect(stderr).toContain(reason);
  });

  it('needs a summary', async () => {
    expect(await run(['merge'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('needs summaries'),
    });
  });
});

describe('diff', () => {
  it('says what changed, as a table, JSON or Markdown, and fails on conditions', async () => {
    const folder = temporaryFolder();
    const at = (name: string) => path.join(folder, name);
    const old = await summarise(at('old.json'), [
      writeNight(folder, 1, { RPC_FAIL: 40, NO_AVAILABLE_HANDLE: 3 }),
    ]);
    const recent = await summarise(at('new.json'), [
      writeNight(folder, 2, { RPC_FAIL: 44, TRANSFER_FAIL: 2 }),
    ]);
    const table = await run(['diff', old, recent]);
    expect(table).toMatchObject({ status: 0, stderr: '' });
    expect(table.stdout.toString()).toMatch(
      /new +Store \/ Transfer +TRANSFER_FAIL +-800 +0 +2\n.*up .*RPC_FAIL/,
    );
    const json = JSON.parse((await run(['diff', '--format', 'json', old, recent])).stdout.toString());
    expect(json).toMatchObject({ schema: 'mooncake-annotate/diff@1', compared: 'lines', old: { name: old } });
    const markdown = await run(['diff', '--format', 'markdown', old, recent]);
    expect(markdown.stdout.toString()).toContain('| Store / Transfer | new | TRANSFER_FAIL |');

    const failed = await run(['diff', old, recent, '--fail-on', 'new && gone(Store)']);
    expect(failed.status).toBe(1);
    expect(failed.stdout.toString()).toBe(table.stdout.toString());
    expect(failed.stderr).toBe(
      'mooncake-annotate: --fail-on holds: new (Store/Transfer TRANSFER_FAIL: 2 lines, 0 expected); gone(Store) (Store/Handle Selection NO_AVAILABLE_HANDLE: 0 lines, 3 expected)\n',
    );
    expect(await run(['diff', '--quiet', recent, recent])).toMatchObject({
      status: 0,
      stderr: '',
      stdout: Buffer.alloc(0),
    });
  });

  it('refuses what is no summary', async () => {
    const { status, stderr, stdout } = await run(['diff', 'package.json', 'package.json']);
    expect([status, stdout.toString()]).toEqual([2, '']);
    expect(stderr).toContain('package.json: is no summary');
  });
});
