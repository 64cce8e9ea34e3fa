import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run as runHere } from './program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[], input = '') {
  const env = {
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
  const { stdout, stderr, status } = await runHere(args, input, { cwd: folder, env });
  return { stdout: stdout.toString(), stderr, status };
}

function configure(text: string): void {
  mkdirSync(join(folder, 'config/mooncake-annotate'), { recursive: true });
  writeFileSync(join(folder, 'config/mooncake-annotate/config.yaml'), text);
}

const line = 'connect to 10.0.0.7:12345: Connection refused';
const annotated = `${line}  <- Errno / Network: ECONNREFUSED (111): Nothing listens on the address.\n`;

describe('--pack', () => {
  it('adds the codes of a pack, which are not known without it', async () => {
    expect((await run([], `${line}\n`)).stdout).toBe(`${line}\n`);
    expect((await run(['--pack', 'errno'], `${line}\n`)).stdout).toBe(annotated);
  });

  it.each([[['--pack', 'verbs,errno']], [['--pack', 'verbs', '--pack', 'errno']], [['--packs', 'all']]])(
    'takes several: %s',
    async (args) => {
      expect((await run(args, `${line}\n`)).stdout).toBe(annotated);
    },
  );

  it.each(['packs: [verbs, errno]', 'pack: errno', 'packs: all', 'annotate: {packs: [errno]}'])(
    'may stand in the configuration: %s',
    async (text) => {
      configure(text);
      expect((await run([], `${line}\n`)).stdout).toBe(annotated);
    },
  );

  it('refuses a name that is no pack, and tells what may be meant', async () => {
    const { stderr, status } = await run(['--pack', 'errmo'], line);
    expect(stderr).toBe('mooncake-annotate: "errmo" is no pack (did you mean errno?)\n');
    expect(status).toBe(2);
  });

  it('counts codes without numbers in a summary, and tells them without one', async () => {
    const log = '[rank1]: EI0006: [PID: 1] 2026-04-08-18:07:20.444.436 Getting socket times out.\n';
    const { stdout } = await run(['summary', '--pack', 'hccl', '--format', 'json'], log);
    const { groups } = JSON.parse(stdout) as {
      groups: { codes: { name: string; value: number | null }[] }[];
    };
    expect(groups.flatMap(({ codes }) => codes.map(({ name, value }) => [name, value]))).toEqual([
      ['EI0006', null],
    ]);
  });

  it('lets an own catalogue change a code of a pack', async () => {
    const own = join(folder, 'own.yaml');
    writeFileSync(own, 'components: {Errno: {codes: [{name: ECONNREFUSED, description: Ours is down.}]}}');
    // The second time what merging came to is kept.
    for (let time = 0; time < 2; time++)
      expect((await run(['--pack', 'errno', '--catalogue', own], `${line}\n`)).stdout).toContain(
        'Ours is down.',
      );
    expect((await run(['--catalogue', own], `${line}\n`)).stderr).toContain('ECONNREFUSED is new in Errno');
  });

  it('makes one incident of a port, its retries, NIXL and what depends on it', async () => {
    const at = (second: string) => `20260730 11:02:0${second}`;
    const log = [
      `W${at('1.000000')} 5 worker_pool.cpp:938] Worker: Received context async event port error for context mlx5_1`,
      ...[1, 2, 3, 4].map(
        (tenth) =>
          `E${at(`2.${tenth}00000`)} 5 worker_pool.cpp:291] Worker: Process failed for slice (opcode: 1, source_addr: 0x1, length: 65536, dest_addr: 0x2, local_nic: mlx5_1, peer_nic: 10.0.0.2:14127@mlx5_1, dest_rkey: 1, retry_cnt: 0): transport retry counter exceeded`,
      ),
      ...[1, 2, 3, 4].map(
        (tenth) =>
          `E${at(`4.${tenth}00000`)} 5 nixl_agent.cpp:359] transfer to mlx5_1 failed with NIXL_ERR_REMOTE_DISCONNECT`,
      ),
    ].join('\n');
    const incidents = async (args: string[]) => {
      const { stdout } = await run(['triage', '--format', 'json', ...args], log);
      return (JSON.parse(stdout) as { incidents: { confidence: string }[] }).incidents;
    };
    expect(await incidents([])).toHaveLength(1);
    const withPacks = await incidents(['--pack', 'all']);
    expect(withPacks).toHaveLength(1);
    expect(withPacks[0]!.confidence).toBe('high');
  });
});

describe('explain names the packs that know a word', () => {
  it.each([
    ['12', 'ENOMEM of the system', ['Errno: ENOMEM (12)', 'Verbs: IBV_WC_RETRY_EXC_ERR (12)']],
    ['ETIMEDOUT', 'ETIMEDOUT of the system', ['--pack errno  Errno: ETIMEDOUT (110)']],
    ['ncclSystemError', 'No code of Mooncake', ['--pack nccl  NCCL: ncclSystemError (2)']],
    ['ibv_wc_retry_exc_err', 'No code of Mooncake', ['--pack verbs  Verbs: IBV_WC_RETRY_EXC_ERR (12)']],
    ['EI0006', 'No code of Mooncake', ['--pack hccl  CANN: EI0006 ']],
    ['rank 3: HCCL_E_TIMEOUT', 'No code of Mooncake', ['HCCL: HCCL_E_TIMEOUT (9)']],
  ])('%s', async (word, beginning, rows) => {
    const { stdout, status } = await run(['explain', word]);
    expect(stdout).toContain(beginning);
    for (const row of rows) expect(stdout).toContain(row);
    expect(status).toBe(0);
  });

  it('but not where Mooncake’s own codes answer', async () => {
    for (const word of ['-704', 'RPC_FAIL', '-1', 'Store/Transfer'])
      expect((await run(['explain', word])).stdout).not.toContain('--pack');
  });

  it('and at a message of Mooncake’s what packs call what it prints', async () => {
    const { stdout } = await run(['explain', 'Connection refused']);
    expect(stdout).toContain('    - ECONNREFUSED: mooncake-annotate explain --pack errno ECONNREFUSED\n');
    expect(stdout).not.toContain('Packs know it');
  });

  it('and still says that a number may have lost its sign', async () => {
    const { stdout, stderr, status } = await run(['explain', '704']);
    expect(stdout).toContain('cudaErrorPeerAccessAlreadyEnabled (704)');
    expect(stderr).toContain('did you mean -704?');
    expect(status).toBe(2);
  });

  it.each([
    ['Verbs', /^Verbs has \d+ codes in the pack verbs; explain one by its name, with --pack verbs:\n.*IBV_/],
    ['Errno/Network', /^Errno\/Network has \d+ codes in the pack errno; .*--pack errno:\n/],
    ['errno / network', /^errno \/ network has \d+ codes in the pack errno; /],
    ['NCCL', /^NCCL has \d+ codes in the pack nccl; .*--pack nccl:\n.*nccl/],
  ])('and components and groups as summaries name them: %s', async (word, expected) => {
    const { stdout, stderr, status } = await run(['explain', word]);
    expect(stdout).toMatch(expected);
    expect(stdout).not.toContain('ERR_INVALID_ARGUMENT');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('as codes does', async () => {
    expect(await run(['codes', 'Verbs'])).toMatchObject({
      stderr: 'mooncake-annotate: no code fits "Verbs" but in the pack verbs (add --pack verbs)\n',
      status: 2,
    });
    expect((await run(['codes', '--pack', 'verbs', 'Verbs'])).status).toBe(0);
  });

  it('and explains them where the pack is chosen', async () => {
    const { stdout } = await run(['explain', '--pack', 'nccl', 'ncclSystemError']);
    expect(stdout).toContain('ncclSystemError (2)');
    expect(stdout).toContain('  From NVIDIA/nccl');
    expect(stdout).not.toContain('Packs know it');
  });
});
