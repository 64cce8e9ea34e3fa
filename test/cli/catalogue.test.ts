import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run as runHere } from './program.ts';

const example = resolve(import.meta.dirname, '../../fixtures/catalogue.example.yaml');
const own = 'components: {Queue: {codes: [{name: QUEUE_FULL, value: 1, description: No room.}]}}';

/** The catalogues that the page on them shows. */
const pageExamples = [
  ...readFileSync(resolve(import.meta.dirname, '../../docs/catalogue.md'), 'utf8').matchAll(
    /```yaml\n([\s\S]*?)```/g,
  ),
].map(([, yaml]) => yaml!);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[], input = '', environment: Record<string, string> = {}) {
  const env = { HOME: join(folder, 'home'), ...environment };
  const { stdout, stderr, status } = await runHere(args, input, { cwd: folder, env });
  return { stdout: stdout.toString(), stderr, status };
}

function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe('--catalogue', () => {
  it('adds codes to what annotate finds, also positive numbers on lines that would be quiet', async () => {
    const line = 'rank 3: errno 110 seen';
    const { stdout, stderr, status } = await run(['--catalogue', example], `quiet\n${line}\nquiet`);
    expect(stdout).toBe(
      `quiet\n${line}  <- Errno / Network: ETIMEDOUT (110): The other side did not answer in time.\nquiet`,
    );
    expect(stderr).toMatch(/Errno +Network +1 +ETIMEDOUT 1/);
    expect(status).toBe(0);
  });

  it('adds them to records', async () => {
    const { stdout } = await run(['--catalogue', example, '-o', 'ndjson', '--only'], 'x\nerrno=111\n');
    expect(JSON.parse(stdout).codes).toMatchObject([
      { component: 'Errno', name: 'ECONNREFUSED', value: 111 },
    ]);
  });

  it('adds them to explain, to codes and to filters', async () => {
    expect((await run(['explain', 'errno:12', '--catalogue', example])).stdout).toContain('ENOMEM (12)');
    expect((await run(['codes', '--catalogue', example])).stdout).toContain('PREFETCH_QUEUE_FULL');
    const filtered = await run(
      ['--catalogue', example, '--component', 'acl', '--only'],
      'errno=111\naclret: 507000\n',
    );
    expect(filtered.stdout).toMatch(/^aclret: 507000 {2}<- ACL \/ Runtime: .*\n$/);
  });

  it('adds them to what summary counts, from pipes and files, on several threads too', async () => {
    const lines = 'errno=111\nquiet\naclret: 507000\n';
    const groups = (stdout: string) =>
      JSON.parse(stdout).groups.map(({ component, lines: count }: { component: string; lines: number }) => [
        component,
        count,
      ]);
    const expected = [
      ['ACL', 1],
      ['Errno', 1],
    ];
    const flags = ['summary', '--format', 'json', '--catalogue', example];
    const piped = await run(flags, lines);
    expect(groups(piped.stdout).sort()).toEqual(expected);
    expect(JSON.parse(piped.stdout).lines).toBe(3);
    const file = write('own.log', lines);
    expect(groups((await run([...flags, file])).stdout).sort()).toEqual(expected);

    const renamed = write('own.yaml', 'components: {Store: {codes: [{name: RPC_FAIL, group: Net}]}}');
    const large = write('large.log', `${`${'x'.repeat(99)}\n`.repeat(200_000)}RPC_FAIL\n`.repeat(2));
    const { stdout } = await run([
      'summary',
      '--format',
      'json',
      '--jobs',
      '2',
      '--catalogue',
      renamed,
      large,
    ]);
    expect(JSON.parse(stdout).groups).toMatchObject([{ component: 'Store', group: 'Net', lines: 2 }]);
  });

  it('may be repeated, and be JSON', async () => {
    const first = write(
      'a.json',
      JSON.stringify({
        components: { Queue: { codes: [{ name: 'Q_FULL', value: 1, description: 'Full.' }] } },
      }),
    );
    const second = write('b.yaml', 'components: {Queue: {codes: [{name: Q_FULL, description: 满了}]}}');
    const { stdout } = await run(['--catalogue', first, '--catalogue', second], 'Q_FULL\n');
    expect(stdout).toBe('Q_FULL  <- Queue / Other: Q_FULL (1): 满了\n');
  });

  it('cannot break the annotated line', async () => {
    const file = write(
      'own.yaml',
      'components: {Queue: {codes: [{name: Q_FULL, value: 1, description: "a\\nb  <- Store / X: y"}]}}',
    );
    const once = (await run(['--catalogue', file], 'Q_FULL\n')).stdout;
    expect(once).toBe('Q_FULL  <- Queue / Other: Q_FULL (1): a b ← Store / X: y\n');
    expect((await run(['--catalogue', file], once)).stdout).toBe(once);
  });

  it('fails before any work with the first fault, and says how many more there are', async () => {
    const file = write('own.yaml', 'x: 1\ny: 2\n');
    const { stdout, stderr, status } = await run(['--catalogue', file], 'RPC_FAIL\n');
    expect(stdout).toBe('');
    expect(stderr).toBe(
      `mooncake-annotate: ${file}:1:1: unknown field "x"; known are include, components, messages, noError (and 1 more: mooncake-annotate catalogue check ${file})\n`,
    );
    expect(status).toBe(2);
  });

  it.each([
    ['is missing', 'missing.yaml', 'no such file'],
    ['is a directory without any', '.', 'holds no catalogue'],
  ])('fails with one line when the file %s', async (_, file, expected) => {
    const { stdout, stderr, status } = await run(['--catalogue', file], 'RPC_FAIL\n');
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(expected);
    expect(status).toBe(2);
  });

  it('fails when the file is no UTF-8', async () => {
    const file = join(folder, 'latin.yaml');
    writeFileSync(file, Buffer.from([0x23, 0xe4, 0x0a]));
    expect((await run(['--catalogue', file])).stderr).toContain('is not UTF-8');
  });
});

describe("the user's own catalogue", () => {
  const annotated = 'QUEUE_FULL  <- Queue / Other: QUEUE_FULL (1): No room.\n';

  it('is taken from XDG_CONFIG_HOME', async () => {
    write('config/mooncake-annotate/catalogue.yaml', own);
    expect((await run([], 'QUEUE_FULL\n', { XDG_CONFIG_HOME: join(folder, 'config') })).stdout).toBe(
      annotated,
    );
  });

  it('is taken from ~/.config otherwise', async () => {
    write('home/.config/mooncake-annotate/catalogue.yaml', own);
    expect((await run([], 'QUEUE_FULL\n')).stdout).toBe(annotated);
  });

  it('is never taken from the working directory, not even by a relative XDG_CONFIG_HOME', async () => {
    write('catalogue.yaml', own);
    write('mooncake-annotate/catalogue.yaml', own);
    write('.config/mooncake-annotate/catalogue.yaml', own);
    expect((await run([], 'QUEUE_FULL\n')).stdout).toBe('QUEUE_FULL\n');
    expect((await run([], 'QUEUE_FULL\n', { XDG_CONFIG_HOME: '.' })).stdout).toBe('QUEUE_FULL\n');
    expect((await run([], 'QUEUE_FULL\n', { XDG_CONFIG_HOME: '' })).stdout).toBe('QUEUE_FULL\n');
    expect((await run([], 'QUEUE_FULL\n', { HOME: '.' })).stdout).toBe('QUEUE_FULL\n');
  });

  it('is changed by --catalogue', async () => {
    write('home/.config/mooncake-annotate/catalogue.yaml', own);
    const file = write('more.yaml', 'components: {Queue: {codes: [{name: QUEUE_FULL, group: Full}]}}');
    expect((await run(['--catalogue', file], 'QUEUE_FULL\n')).stdout).toContain(
      'Queue / Full: QUEUE_FULL (1)',
    );
  });
});

describe('catalogue check', () => {
  it('says that all is well', async () => {
    const { stdout, status } = await run(['catalogue', 'check', example]);
    expect(stdout).toBe(
      `${example}: all is well: 11 codes in 5 components, 2 messages, 13 samples recognised\n`,
    );
    expect(status).toBe(0);
  });

  it.each(pageExamples.map((yaml) => [yaml.split('\n', 2)[1]!.trim(), yaml]))(
    'finds the example of its page with %s sound, with packs and without',
    async (_, yaml) => {
      const file = write('page.yaml', yaml);
      for (const args of [[], ['--pack', 'all']]) {
        const { stdout, status } = await run(['catalogue', 'check', ...args, file]);
        expect(stdout).toMatch(/: all is well: [1-9]/);
        expect(status).toBe(0);
        expect(await run([...args, '--catalogue', file], 'x\n')).toMatchObject({ stdout: 'x\n', status: 0 });
      }
    },
  );

  it('knows what packs call their codes, chosen or not', async () => {
    const with_ = (follows: string) =>
      write('own.yaml', own.replace('No room.', `No room., sample: [QUEUE_FULL], follows: [${follows}]`));
    const check = (...args: string[]) => run(['catalogue', 'check', '--strict', ...args]);
    for (const name of ['UCS_ERR_TIMED_OUT', 'UCX/UCS_ERR_TIMED_OUT', 'UCX/*']) {
      const file = with_(name);
      expect((await check('--pack', 'ucx', file)).status).toBe(0);
      expect((await run(['catalogue', 'check', file])).status).toBe(0);
      expect((await check(file)).stdout).toMatch(/own\.yaml:1:\d+: warning: UC\S+ is .*the pack ucx.*--pack/);
    }
    const twice = own.replace('}]}}', '}, {name: QUEUE_FULL, value: 2, description: x}]}}');
    expect((await run(['--catalogue', write('twice.yaml', twice)], 'x\n')).stderr).toMatch(
      /: QUEUE_FULL stands twice in Queue; /,
    );
    const used = await run(['--catalogue', with_('UCS_ERR_TIMED_OUT')], 'x\n');
    expect(used.stderr).toMatch(/: UCS_ERR_TIMED_OUT is a code of the pack ucx: choose it with --pack, /);
    expect(used.status).toBe(2);
    for (const args of [[], ['--pack', 'ucx']])
      expect((await check(...args, with_('UCX/UCS_ERR_TIMED_OUTT'))).stdout).toMatch(
        /: UCX has no code UCS_ERR_TIMED_OUTT; did you mean UCS_ERR_TIMED_OUT\?\n/,
      );
  });

  it('prints every fault with line and column', async () => {
    const file = write('own.yaml', 'x: 1\ny: 2\n');
    const { stdout, status } = await run(['catalogue', 'check', file]);
    expect(stdout.split('\n')).toEqual([
      expect.stringContaining(`${file}:1:1: `),
      expect.stringContaining(`${file}:2:1: `),
      '2 faults',
      '',
    ]);
    expect(status).toBe(2);
  });

  it('runs the samples, and says what it found instead', async () => {
    const file = write(
      'own.yaml',
      `components:
  Queue:
    codes:
      - name: QUEUE_FULL
        value: 1
        description: No room.
        sample:
          - 'put failed: RPC_FAIL'
messages:
  - file: queue.cpp
    severity: E
    pattern: giving up
    code: QUEUE_FULL
    sample: 'W0730 11:49:18.123456 1 queue.cpp:3] giving up'
`,
    );
    const { stdout, status } = await run(['catalogue', 'check', file]);
    const lines = stdout.split('\n');
    expect(lines[0]).toContain(
      `${file}:8:13: the sample should report Queue QUEUE_FULL, but it is found to report Store RPC_FAIL (by name)`,
    );
    expect(lines[1]).toContain(
      `${file}:14:13: the sample should imply Queue QUEUE_FULL, but it is found to report nothing`,
    );
    expect(lines[2]).toBe('2 faults');
    expect(status).toBe(2);
  });

  it('does not look at the user’s own catalogue', async () => {
    write('home/.config/mooncake-annotate/catalogue.yaml', 'broken: 1');
    expect((await run(['catalogue', 'check', write('own.yaml', own)])).status).toBe(0);
  });
});

describe('what was counted with one catalogue', () => {
  const codes = (...names: string[]) =>
    `components: {A: {codes: [${names.map((name, index) => `{name: ${name}, value: ${index + 1}, description: x}`).join(', ')}]}}`;

  it('is not counted on with another one', async () => {
    const file = write('own.yaml', codes('A_X'));
    const log = write('a.log', 'x A_X\nx A_Y\n');
    const args = ['summary', '--checkpoint', join(folder, 'state'), '--catalogue', file, log];
    expect((await run(args)).status).toBe(0);
    expect((await run(args)).status).toBe(0);
    write('own.yaml', codes('A_X', 'A_Y'));
    const other = await run(args);
    expect(other.status).toBe(2);
    expect(other.stderr).toContain('was counted with another catalogue, or with another version of it');
    const none = await run(args.filter((word) => word !== '--catalogue' && word !== file));
    expect(none.status).toBe(2);
  });

  it('may be asked for by merge and diff without it', async () => {
    const file = write('own.yaml', codes('NCCL_X'));
    const log = write('a.log', 'x NCCL_X\n');
    const { stdout } = await run(['summary', '--format', 'json', '--catalogue', file, log]);
    const report = write('s.json', stdout);
    const asked = await run(['merge', report, '--fail-on', 'NCCL_X > 0 || A > 5']);
    expect(asked).toMatchObject({ status: 1, stderr: expect.stringContaining('--fail-on holds: NCCL_X') });
    expect((await run(['merge', report, '--fail-on', 'NCCL_Y'])).status).toBe(2);
    expect((await run(['diff', report, report, '--fail-on', 'A > 5'])).status).toBe(0);
  });
});

describe('catalogue check --strict', () => {
  it('fails for what is only warned of otherwise', async () => {
    const file = write(
      'own.yaml',
      own.replace('description: No room.', 'description: No room., aliases: [full]'),
    );
    const lax = await run(['catalogue', 'check', file]);
    expect(lax.status).toBe(0);
    expect(lax.stdout).toMatch(/own\.yaml:1:\d+: warning: "full" is a word of many lines/);
    const strict = await run(['catalogue', 'check', '--strict', file]);
    expect(strict.status).toBe(2);
    expect(strict.stdout).toMatch(/2 warnings, which --strict refuses\n$/);
  });

  it('takes the example of the docs for sound', async () => {
    expect((await run(['catalogue', 'check', '--strict', example])).status).toBe(0);
  });
});

describe('what a catalogue came to', () => {
  const cached = () => readdirSync(join(folder, 'home/.cache/mooncake-annotate'));

  it('is kept by its content, so that a changed file is read anew', async () => {
    const file = write('own.yaml', own);
    const args = ['--catalogue', file];
    const first = await run(args, 'QUEUE_FULL\n');
    expect(cached()).toHaveLength(1);
    expect(await run(args, 'QUEUE_FULL\n')).toEqual(first);
    write('own.yaml', own.replace('No room.', 'Full.'));
    expect((await run(args, 'QUEUE_FULL\n')).stdout).toContain('Full.');
    expect(cached()).toHaveLength(2);
  });

  it('is found again with all that it says', async () => {
    const args = [
      'explain',
      'ETIMEDOUT',
      'PREFETCH_QUEUE_FULL',
      'NO_AVAILABLE_HANDLE',
      '--catalogue',
      example,
    ];
    const first = await run(args);
    expect(await run(args)).toEqual(first);
  });

  it('is made anew where what was kept is damaged, and needs no folder', async () => {
    const file = write('own.yaml', own);
    const first = await run(['--catalogue', file], 'QUEUE_FULL\n');
    writeFileSync(join(folder, 'home/.cache/mooncake-annotate', cached()[0]!), '{"rows": [1');
    expect(await run(['--catalogue', file], 'QUEUE_FULL\n')).toEqual(first);
    const elsewhere = await run(['--catalogue', file], 'QUEUE_FULL\n', { XDG_CACHE_HOME: '/dev/null/none' });
    expect(elsewhere).toEqual(first);
  });
});

describe('catalogues of several files', () => {
  const code = (name: string, more = '') =>
    `components: {${name}: {codes: [{name: ${name}_FULL, value: 1, description: No room.${more}}]}}\n`;
  const found = async (args: readonly string[], environment = {}) =>
    (await run([...args, '--only'], 'A_FULL\nB_FULL\n', environment)).stdout.replaceAll(/ .*/g, '');

  it('may be a folder, whose files are taken in the order of their names', async () => {
    write('own.d/10-a.yaml', code('A'));
    write('own.d/20-b.yml', code('B'));
    write('own.d/README.md', 'no catalogue');
    expect(await found(['--catalogue', join(folder, 'own.d')])).toBe('A_FULL\nB_FULL\n');
    mkdirSync(join(folder, 'empty'));
    const { stderr, status } = await run(['--catalogue', join(folder, 'empty')]);
    expect(status).toBe(2);
    expect(stderr).toContain('holds no catalogue');
  });

  it('may be named by the environment, separated as in PATH', async () => {
    const names = [write('a.yaml', code('A')), write('b.yaml', code('B'))].join(':');
    expect(await found([], { MOONCAKE_ANNOTATE_CATALOGUE: names })).toBe('A_FULL\nB_FULL\n');
  });

  it('may include others, also each other, and are made anew when one of these changes', async () => {
    write('parts/a.yaml', `include: [../own.yaml]\n${code('A')}`);
    const own = write('own.yaml', `include: [parts/a.yaml]\n${code('B')}`);
    expect(await found(['--catalogue', own])).toBe('A_FULL\nB_FULL\n');
    expect(await found(['--catalogue', own])).toBe('A_FULL\nB_FULL\n');
    write('parts/a.yaml', 'x-none: 1\n');
    expect(await found(['--catalogue', own])).toBe('B_FULL\n');
    const checked = await run(['catalogue', 'check', own]);
    expect(checked.stdout).toContain('all is well: 1 code in 1 component');
  });

  it('say where an included file is missing', async () => {
    const own = write('own.yaml', 'include: [gone.yaml]\n');
    const { stdout, status } = await run(['catalogue', 'check', own]);
    expect(status).toBe(2);
    expect(stdout).toMatch(/own\.yaml:1:11: cannot read catalogue .*gone\.yaml: no such file/);
  });
});

describe('catalogue new', () => {
  it('writes a sound catalogue that names its schema, and no file that is there', async () => {
    const file = join(folder, 'begun.yaml');
    expect((await run(['catalogue', 'new', file])).status).toBe(0);
    const text = readFileSync(file, 'utf8');
    const schema = /^# yaml-language-server: \$schema=(.+)\n/.exec(text)![1]!;
    expect(JSON.parse(readFileSync(schema, 'utf8'))).toEqual(
      JSON.parse((await run(['catalogue', 'schema'])).stdout),
    );
    expect((await run(['catalogue', 'check', '--strict', file])).status).toBe(0);
    const again = await run(['catalogue', 'new', file]);
    expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining('is there already') });
    expect((await run(['catalogue', 'new'])).stdout).toBe(text);
  });
});

describe('catalogue draft', () => {
  it('proposes codes, each found on its sample, for messages that report nothing yet', async () => {
    const glog = (message: string) => `E20260730 11:02:02.000000 5 nixl_agent.cpp:359] ${message}`;
    const log = write(
      'a.log',
      [
        glog('lost agent 10.0.0.7:12 for good after 5 tries'),
        glog('lost agent 10.0.0.9:12 for good after 9 tries'),
        glog('RPC_FAIL'),
        glog('Worker: transport retry counter exceeded'),
        'I20260730 11:02:02.000000 5 a.cpp:1] all is well with 5 of 5',
      ].join('\n'),
    );
    const { stdout, status } = await run(['catalogue', 'draft', log]);
    expect(status).toBe(0);
    expect(stdout.match(/- name: .*/g)).toEqual([
      '- name: LOST_AGENT_FOR_GOOD_AFTER   # 2 lines of nixl_agent.cpp:359',
    ]);
    expect(stdout).toContain('aliases: ["lost agent {} for good after {} tries"]');
    const checked = await run(['catalogue', 'check', write('draft.yaml', stdout)]);
    expect(checked.stdout).toContain('all is well: 1 code in 1 component, 0 messages, 1 sample recognised');
  });

  it('says so where there is nothing to propose', async () => {
    const { stderr, status } = await run(['catalogue', 'draft', write('a.log', 'quiet\n')]);
    expect(status).toBe(2);
    expect(stderr).toContain('there is nothing to propose');
  });
});
