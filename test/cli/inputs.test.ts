import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { linesOf, repository, run, temporaryFolder } from './program.ts';

const rpc = 'E0730 02:14:13.000402 1 real_client.cpp:1] connect: RPC_FAIL';
const rpcAnnotated = `${rpc}  <- Store / RPC: RPC_FAIL (-900): RPC operation failed`;
const write = 'E0730 02:14:14.000402 1 real_client.cpp:1] put: WRITE_FAIL';
const writeAnnotated = `${write}  <- Store / Engine: WRITE_FAIL (-500): Write operation failed`;

/** A folder with a.log and b.log, which has no last line end, an empty file and a folder. */
function folder(): string {
  const place = temporaryFolder();
  writeFileSync(path.join(place, 'a.log'), `${rpc}\nplain\n`);
  writeFileSync(path.join(place, 'b.log'), `plain b\n${write}`);
  writeFileSync(path.join(place, 'empty.log'), '');
  mkdirSync(path.join(place, 'logs'));
  return place;
}

describe('where the lines come from', () => {
  it.each([[[]], [['-']]])('is standard input for the files %j', async (files) => {
    const { stdout, status } = await run(files, `${rpc}\n`);
    expect(stdout.toString()).toBe(`${rpcAnnotated}\n`);
    expect(status).toBe(0);
  });

  it('is files in the order in which they are named, and standard input among them', async () => {
    const { stdout, stderr, status } = await run(['b.log', '-', 'a.log'], 'from a pipe\n', { cwd: folder() });
    expect(linesOf(stdout)).toEqual(['plain b', writeAnnotated, 'from a pipe', rpcAnnotated, 'plain']);
    expect(linesOf(stderr).at(-1)).toBe('5 lines read, 2 with a code');
    expect(status).toBe(0);
  });

  it('keeps a last line without an end so, but parts it from the next file', async () => {
    const cwd = folder();
    copyFileSync(path.join(cwd, 'b.log'), path.join(cwd, 'c.log'));
    const { stdout } = await run(['b.log', 'empty.log', 'c.log', 'empty.log'], '', { cwd });
    expect(stdout.toString()).toBe(`plain b\n${writeAnnotated}\nplain b\n${writeAnnotated}`);
  });

  it.each(['text', 'ndjson'])('may be compressed (%s)', async (output) => {
    const place = folder();
    writeFileSync(path.join(place, 'a.log.gz'), gzipSync(readFileSync(path.join(place, 'a.log'))));
    const packed = await run(['-o', output, 'a.log.gz'], '', { cwd: place });
    const plain = await run(['-o', output, 'a.log'], '', { cwd: place });
    expect(packed.stdout.toString().replaceAll('a.log.gz', 'a.log')).toBe(plain.stdout.toString());
    expect(packed.status).toBe(0);
  });

  it('may be a file whose name looks like something else, behind --', async () => {
    const place = folder();
    for (const name of ['-704', '1e5', '--only', 'codes'])
      writeFileSync(path.join(place, name), `in ${name}\n`);
    const { stdout, status } = await run(['--', '-704', '1e5', '--only', 'codes'], '', { cwd: place });
    expect(linesOf(stdout)).toEqual(['in -704', 'in 1e5', 'in --only', 'in codes']);
    expect(status).toBe(0);
  });

  it('gives only a summary of zero when it is empty', async () => {
    for (const args of [[], ['empty.log'], ['--normal'], ['--output', 'ndjson', 'empty.log']]) {
      const { stdout, stderr, status } = await run(args, '', { cwd: folder() });
      expect(stdout.length).toBe(0);
      expect(stderr).toBe('0 lines read, 0 with a code\n');
      expect(status).toBe(0);
    }
  });
});

describe('an input that cannot be read', () => {
  it.each([
    ['a missing file', 'nowhere.log', 'no such file'],
    ['a path below a file', 'a.log/deeper.log', 'no such file'],
    ['a directory', 'logs', 'is a directory'],
    ['a link to itself', 'loop.log', 'too many symbolic links'],
  ])('is named in one line, and the others are read: %s', async (_kind, bad, reason) => {
    const place = folder();
    symlinkSync('loop.log', path.join(place, 'loop.log'));
    for (const output of ['text', 'ndjson']) {
      const { stdout, stderr, status } = await run(
        ['--no-summary', '--output', output, 'a.log', bad, 'b.log'],
        '',
        { cwd: place },
      );
      expect(linesOf(stdout).length).toBe(4);
      expect(linesOf(stderr)).toEqual([expect.stringContaining(`mooncake-annotate: ${bad}: ${reason} (`)]);
      expect(status).toBe(2);
    }
  });

  it('does not keep the counts of the others back', async () => {
    const { stderr } = await run(['nowhere.log', 'a.log'], '', { cwd: folder() });
    expect(linesOf(stderr).at(-1)).toBe('2 lines read, 1 with a code');
  });

  it.each([
    ['explian', 'did you mean the command explain?'],
    ['sumary', 'did you mean the command summary?'],
    ['code', 'did you mean the command codes?'],
    ['-704', 'did you mean: mooncake-annotate explain -704'],
    ['rpc_fail', 'did you mean: mooncake-annotate explain rpc_fail'],
    ['zzz.log', 'check the name and the directory'],
  ])('is told from a mistyped command: %s', async (word, tip) => {
    const { stderr, status } = await run(['--no-summary', word]);
    expect(stderr).toBe(`mooncake-annotate: ${word}: no such file (${tip})\n`);
    expect(status).toBe(2);
  });

  it('leaves what could be read when it is compressed and ends early', async () => {
    const place = folder();
    const lines = Array.from({ length: 5000 }, (_, index) => `${index} ${rpc}`);
    const packed = gzipSync(`${lines.join('\n')}\n`);
    writeFileSync(path.join(place, 'cut.log.gz'), packed.subarray(0, packed.length - 200));
    const { stdout, stderr, status } = await run(['--no-summary', 'cut.log.gz', 'a.log'], '', { cwd: place });
    expect(stdout.toString()).toContain(`0 ${rpcAnnotated}\n`);
    expect(stdout.toString().endsWith(`${rpcAnnotated}\nplain\n`)).toBe(true);
    expect(linesOf(stderr)).toEqual([expect.stringContaining('cut.log.gz: the gzip data ends early')]);
    expect(status).toBe(2);
  });
});

describe('wrong usage', () => {
  it.each([
    [['--onyl'], 'unknown option --onyl (did you mean --only?)'],
    [['--componant=Store'], 'unknown option --componant (did you mean --component?)'],
    [['codes', '--fromat=json'], 'unknown option --fromat (did you mean --format?)'],
    [['--qqqqqqq'], 'unknown option --qqqqqqq (see mooncake-annotate --help)'],
    [['-x'], 'unknown option -x (see mooncake-annotate --help)'],
    [['--component', 'stroe'], 'unknown component "stroe" (did you mean Store?)'],
    [['--group', 'Handshaek'], 'unknown group "Handshaek" (did you mean Handshake?)'],
    [['--code', '704'], 'unknown code "704" (did you mean -704?'],
    [['--code', 'RPC_FIAL'], 'unknown code "RPC_FIAL" (did you mean RPC_FAIL'],
    [['--severity', 'loud'], 'unknown severity "loud" (one of D, I, W, E, F'],
    [['--interval', 'often'], '--interval needs a duration, not "often" (for example 60s'],
    [['--max-line', '1'], '--max-line needs a size, not "1" (from 1K to 256M'],
    [['--timezone', 'Mars/Olympus'], 'unknown time zone "Mars/Olympus" (use local'],
    [['explain'], 'explain needs a code (for example explain -704)'],
  ])('is one line with a way out, and status 2: %j', async (args, message) => {
    const { stdout, stderr, status } = await run(args, `${rpc}\n`);
    expect(stdout.length).toBe(0);
    expect(linesOf(stderr)).toEqual([expect.stringContaining(`mooncake-annotate: ${message}`)]);
    expect(status).toBe(2);
  });

  it('names the choices of an option', async () => {
    const { stderr, status } = await run(['--output', 'xml']);
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/--format is one of text, ndjson, otlp, pretty, not "xml"/),
    ]);
    expect(status).toBe(2);
  });
});

it('says its version', async () => {
  const manifest = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
  const { stdout } = await run(['--version']);
  expect(stdout.toString()).toBe(`${manifest.version}\n`);
});

it('tells all commands and options in its help', async () => {
  const { stdout, status } = await run(['--help']);
  for (const word of ['explain', 'codes', '--only', '--component', '--code', '--interval', '--no-implied'])
    expect(stdout.toString()).toContain(word);
  expect(status).toBe(0);
});
