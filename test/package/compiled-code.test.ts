import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, temporaryFolder } from '../cli/program.ts';

const log = path.join(repository, 'fixtures/store.log');

/** A copy of the built program whose files a test may spoil. */
function copy(): { readonly program: string; readonly compiled: string } {
  const folder = temporaryFolder();
  for (const name of ['dist', 'package.json'])
    cpSync(path.join(repository, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'));
  const dist = path.join(folder, 'dist');
  return { program: path.join(dist, 'cli.js'), compiled: compiledIn(dist, 'annotate') };
}

function compiledIn(dist: string, command: string): string {
  const [compiled, ...more] = readdirSync(dist).filter((name) => name.startsWith(`${command}-`));
  expect(more).toEqual([]);
  return path.join(dist, compiled!);
}

function annotated(program: string, ...flags: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, program, log], {
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

const expected = annotated(path.join(repository, 'dist/cli.js'));

it.each(['annotate', 'summary', 'triage', 'explain'])('V8 takes the compiled code of %s', (command) => {
  const dist = path.join(repository, 'dist');
  const source = path.join(dist, 'program.js');
  const check = `const [source, compiled] = process.argv.slice(1).map((file) => fs.readFileSync(file));
    const cachedData = compiled.subarray(0, -4);
    console.log(new vm.Script(source.toString('latin1'), { cachedData }).cachedDataRejected);`;
  const { stdout } = spawnSync(process.execPath, ['-e', check, source, compiledIn(dist, command)], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('false\n');
});

it('compiled code holds no path of the machine that it was made on', () => {
  const code = readFileSync(compiledIn(path.join(repository, 'dist'), 'summary'), 'latin1');
  expect(code).toContain('mooncake-annotate/dist/program.js');
  expect(code).not.toContain(repository);
});

describe('the program does the same', () => {
  it('without its compiled code', () => {
    const { program, compiled } = copy();
    rmSync(compiled);
    expect(annotated(program)).toEqual(expected);
  });

  it.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut', (code: Buffer) => code.subarray(0, code.length / 2)],
    ['a byte short', (code: Buffer) => code.subarray(0, -1)],
    ['nothing but zeros', (code: Buffer) => Buffer.alloc(code.length)],
    ...[0, 0.1, 0.3, 0.5, 0.7, 0.9, 1].map((part): [string, (code: Buffer) => Buffer] => [
      `damaged at ${part} of its length`,
      (code) => {
        code[Math.floor(part * (code.length - 1))]! ^= 1;
        return code;
      },
    ]),
  ])('with compiled code that is %s', (_, spoilt) => {
    const { program, compiled } = copy();
    writeFileSync(compiled, spoilt(readFileSync(compiled)));
    expect(annotated(program)).toEqual(expected);
  });

  it('with compiled code of another source of the same length', () => {
    const { program } = copy();
    const source = path.join(path.dirname(program), 'program.js');
    const text = readFileSync(source, 'latin1');
    writeFileSync(
      source,
      text.replaceAll('Transfer operation failed', 'Transfer operation ENDED!'),
      'latin1',
    );
    expect(annotated(program).stdout).toBe(
      expected.stdout.replaceAll('Transfer operation failed', 'Transfer operation ENDED!'),
    );
  });

  it('in threads without it', () => {
    const { program } = copy();
    const logs = ['store', 'transfer-engine', 'callers'].map((name) =>
      path.join(repository, 'fixtures', `${name}.log`),
    );
    const args = [program, 'triage', '--format', 'json', '--jobs', '3', ...logs];
    const before = spawnSync(process.execPath, args, { encoding: 'utf8' });
    rmSync(compiledIn(path.dirname(program), 'triage'));
    const after = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(before.status).toBe(0);
    expect(after.stdout).toBe(before.stdout);
    expect(after.status).toBe(0);
  });

  it.each([['--no-opt'], ['--max-lazy'], ['--stack-size=800']])('when V8 runs with %s', (flag) => {
    expect(annotated(copy().program, flag)).toEqual(expected);
  });
});
