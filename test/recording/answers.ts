/**
 * `tsx test/recording/answers.ts --venv RELEASE=FOLDER...`
 *
 * Starts a real Mooncake on the loopback interface, healthy and then broken, types every command of the catalogue's
 * advice that can run there, and keeps the answers in `fixtures/advice/answers.json`. What it needs stands in `README.md`
 * beside it, and etcd, etcdctl, nc, ss and ip on the PATH. Each world takes seconds and ends by itself.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fillPlaceholders, type PlaceholderValues } from '../../src/catalogue/advice/placeholders.ts';
import { probes } from '../../src/catalogue/advice/probes/index.ts';
import { isIn, namesIn } from '../../src/catalogue/advice/ranges.ts';

/** One command, typed once. */
export interface RecordedAnswer {
  readonly probe: string;
  readonly release: string;
  /** Whether what is asked for was well. */
  readonly is: 'good' | 'bad';
  readonly world: string;
  readonly answer: string;
}

const longestAnswer = 700;
const client = `
import sys, ctypes
from mooncake.store import MooncakeDistributedStore
store = MooncakeDistributedStore()
print('setup', store.setup('127.0.0.1', sys.argv[1], 64 << 20, 32 << 20, 'tcp', '', sys.argv[2]), flush=True)
print('put k1', store.put('k1', b'v' * 1000), flush=True)
print('get', len(store.get('k1')), flush=True)
sys.stdin.read()
`;

/** A release, and the processes that run of it; what it started it ends. */
class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'answers-'));
  readonly #running: ChildProcess[] = [];
  readonly #answers: RecordedAnswer[];
  readonly #venv: string;
  readonly release: string;
  readonly #name: string;

  constructor(release: string, venv: string, name: string, answers: RecordedAnswer[]) {
    this.release = release;
    this.#venv = venv;
    this.#name = name;
    this.#answers = answers;
  }

  start(name: string, command: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    const log = openSync(this.log(name), 'a');
    const [program, ...args] = command;
    const child = spawn(program!, args, {
      cwd: this.folder,
      detached: true,
      // Releases differ in which of them reads it; all must look under one key.
      env: { ...this.#environment(), GLOG_logtostderr: '1', MC_STORE_CLUSTER_ID: 'mooncake_cluster', ...env },
      stdio: ['pipe', log, log],
    });
    this.#running.push(child);
    return child;
  }

  master(name: string, flags: readonly string[]): ChildProcess {
    return this.start(name, ['mooncake_master', ...flags]);
  }

  client(
    name: string,
    metadata: string,
    master: string,
    env: Readonly<Record<string, string>> = {},
  ): ChildProcess {
    return this.start(name, ['python', '-u', '-c', client, metadata, master], env);
  }

  log(name: string): string {
    return join(this.folder, `${name}.log`);
  }

  /** Waits until a log holds a text. */
  async said(name: string, text: string, seconds = 20): Promise<void> {
    for (let tries = seconds * 10; tries > 0; tries--) {
      if (readFileSync(this.log(name), 'utf8').includes(text)) return;
      await pause(100);
    }
    const last = readFileSync(this.log(name), 'utf8').slice(-2000);
    throw new Error(`${this.release} ${this.#name}: ${name} did not say "${text}" but\n${last}`);
  }

  async listens(port: number): Promise<void> {
    for (let tries = 150; tries > 0; tries--) {
      if (await canConnect(port)) return;
      await pause(100);
    }
    throw new Error(`${this.release} ${this.#name}: nothing listens on ${port}`);
  }

  kill(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  }

  /** Types commands and keeps their answers; those that this release does not have are left out. */
  ask(is: 'good' | 'bad', values: PlaceholderValues, ...ids: readonly string[]): void {
    for (const id of ids) {
      const probe = probes.find((one) => one.id === id);
      if (probe === undefined) throw new Error(`no probe is called ${id}`);
      if (!namesIn(`\`${probe.command}\``).every((name) => isIn(name, this.release))) continue;
      const command = fillPlaceholders(probe.command, values);
      const left = /\{[a-z]+(?:-[a-z]+)*\}/.exec(command.replaceAll('{print}', ''))?.[0];
      if (left !== undefined) throw new Error(`${id}: ${left} is not known in ${this.#name}`);
      const answer = typed(command, this.#environment()).replaceAll(this.folder, '/tmp/world').trim();
      const { release } = this;
      this.#answers.push({
        probe: id,
        release,
        is,
        world: this.#name,
        answer: answer.slice(0, longestAnswer),
      });
    }
  }

  end(): void {
    for (const child of this.#running) this.kill(child);
    rmSync(this.folder, { recursive: true, force: true });
  }

  #environment(): NodeJS.ProcessEnv {
    return { ...process.env, PATH: `${this.#venv}/bin:${process.env.PATH}` };
  }
}

/** What a shell prints, errors too; `sudo` is left out, since the recording runs as root where it can. */
function typed(command: string, env: NodeJS.ProcessEnv): string {
  const script = `sudo() { "$@"; }; { ${command}\n} 2>&1 || true`;
  // On standard input, so that the shell's own command line holds nothing that a command may look for.
  return execFileSync('bash', [], { env, input: script, encoding: 'utf8', timeout: 30_000 });
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const answer = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

const rpc = 25101;
const pages = 25102;
const metadata = 25103;
const etcd = 25104;
const master = { master: `127.0.0.1:${pages}`, 'master-host': '127.0.0.1', 'rpc-port': String(rpc) };
const masterFlags = [`--rpc_port=${rpc}`, `--metrics_port=${pages}`, '--client_ttl=3'];

/** A master with its own metadata server, and a client that ends; then the master ends. */
async function metadataInTheMaster(world: World): Promise<void> {
  const server = world.master('master', [
    ...masterFlags,
    '--enable_http_metadata_server=true',
    `--http_metadata_server_port=${metadata}`,
  ]);
  await world.listens(pages);
  const directory = join(world.folder, 'objects');
  execFileSync('mkdir', [directory]);
  const configuration = join(world.folder, 'topology.json');
  writeFileSync(configuration, '{"cpu:0": [["mlx5_0"], []]}');
  const owner = world.client('client', `http://127.0.0.1:${metadata}/metadata`, `127.0.0.1:${rpc}`, {
    MC_SLICE_TIMEOUT: '30',
    MOONCAKE_OFFLOAD_FILE_STORAGE_PATH: directory,
    PYTHONHASHSEED: '0',
  });
  await world.said('client', 'get 1000');
  const segment = typed(`curl -s http://127.0.0.1:${pages}/get_all_segments`, process.env).trim();
  const at = /:(\d+)$/.exec(segment)![1]!;
  const values: PlaceholderValues = {
    ...master,
    metadata: `127.0.0.1:${metadata}`,
    'metadata-key': `mooncake%2Fram%2F${encodeURIComponent(segment)}`,
    'master-log': world.log('master'),
    log: world.log('client'),
    segment,
    key: 'k1',
    'peer-host': '127.0.0.1',
    'peer-port': String(pages),
    pid: String(owner.pid),
    directory,
    file: configuration,
  };
  world.ask('good', values, 'master-health', 'master-summary', 'master-segments', 'master-segments-detail');
  world.ask('good', values, 'master-key', 'master-keys', 'master-role', 'master-state', 'master-evictions');
  world.ask('good', values, 'master-segment-status', 'master-port', 'master-process', 'master-start-line');
  world.ask('good', values, 'master-load', 'master-expired', 'master-eviction-log', 'master-mounts');
  world.ask('good', values, 'metadata-entry', 'metadata-server', 'peer-port', 'peer-listens', 'peer-name');
  world.ask('good', values, 'peer-route', 'process-environment', 'process-proxy');
  world.ask('good', values, 'process-hash-seed', 'process-open-files', 'mooncake-version', 'disk-variables');
  world.ask('good', values, 'log-writer', 'disk-space', 'disk-rights', 'disk-mount', 'disk-file');
  world.ask('good', values, 'disk-double-buckets', 'json-file', 'log-registration', 'log-offload-heartbeat');
  world.ask('good', values, 'log-first-error', 'log-last-lines', 'log-mode');
  world.ask('good', { ...values, 'peer-port': '9' }, 'port-owner');
  world.ask('bad', values, 'port-owner', 'process-locked-memory', 'process-real-client');
  // Without high availability, and without tenants.
  world.ask('bad', values, 'master-leader', 'master-tenants');
  world.ask(
    'bad',
    { ...values, key: 'no-such-key', segment: '127.0.0.1:9' },
    'master-key',
    'master-segment-status',
  );
  world.ask('bad', { ...values, 'metadata-key': 'mooncake%2Fram%2F127.0.0.1%3A9' }, 'metadata-entry');
  // The same key as a person would write it: it must never be taken for an answer.
  world.ask('bad', { ...values, 'metadata-key': `mooncake/ram/${segment}` }, 'metadata-entry');
  world.ask('bad', { ...values, metadata: `127.0.0.1:${pages}` }, 'metadata-server');
  world.ask('bad', { ...values, directory: join(world.folder, 'none') }, 'disk-space', 'disk-rights');
  world.ask('bad', { ...values, file: join(world.folder, 'none') }, 'disk-file');
  world.ask('bad', { ...values, file: world.log('client') }, 'json-file');
  world.ask('bad', { ...values, 'peer-host': 'no-such-host.invalid' }, 'peer-name');

  world.ask('good', values, 'master-drain');

  world.kill(owner);
  await world.said('master', 'action=client_expired');
  const gone = { ...values, 'peer-port': at };
  world.ask('bad', gone, 'master-summary', 'master-segments', 'master-segments-detail', 'master-evictions');
  world.ask('bad', gone, 'master-expired', 'peer-port', 'peer-listens');

  world.kill(server);
  await pause(500);
  world.ask('bad', values, 'master-health', 'master-summary', 'master-port', 'master-process');
  world.ask('bad', values, 'metadata-entry', 'metadata-server');
}

/** Engines that meet without a metadata server. */
async function peerToPeer(world: World): Promise<void> {
  world.master('master', masterFlags);
  await world.listens(pages);
  world.client('client', 'P2PHANDSHAKE', `127.0.0.1:${rpc}`);
  await world.said('client', 'get 1000');
  const values = { ...master, log: world.log('client'), 'master-log': world.log('master'), key: 'k1' };
  world.ask('good', values, 'log-mode', 'master-segments', 'master-segments-detail', 'master-key');
}

/** Two masters and one etcd, which engines use too; then etcd ends. */
async function highAvailability(world: World): Promise<void> {
  const own = `http://127.0.0.1:${etcd}`;
  const peers = `http://127.0.0.1:${etcd + 1}`;
  const server = world.start('etcd', [
    ...['etcd', '--data-dir', join(world.folder, 'etcd'), '--listen-client-urls', own],
    ...['--advertise-client-urls', own, '--listen-peer-urls', peers],
  ]);
  await world.listens(etcd);
  const shared = ['--enable_ha=true', `--etcd_endpoints=127.0.0.1:${etcd}`, '--rpc_address=127.0.0.1'];
  world.master('master', [...masterFlags, ...shared]);
  await world.listens(rpc);
  world.master('standby', [`--rpc_port=${rpc + 10}`, `--metrics_port=${pages + 10}`, ...shared]);
  world.client('client', `etcd://127.0.0.1:${etcd}`, `etcd://127.0.0.1:${etcd}`);
  await world.said('client', 'get 1000');
  const values = { ...master, etcd: `127.0.0.1:${etcd}` };
  world.ask(
    'good',
    values,
    'etcd-status',
    'etcd-health',
    'etcd-alarm',
    'etcd-master',
    'etcd-engines',
    'etcd-disk',
  );
  world.ask('good', values, 'master-role', 'master-leader', 'master-state', 'master-health');
  const standby = { ...values, master: `127.0.0.1:${pages + 10}` };
  if (isIn('/role', world.release)) world.ask('bad', standby, 'master-health', 'master-state');
  world.kill(server);
  await pause(500);
  world.ask('bad', values, 'etcd-status', 'etcd-health');
}

/** A metadata server of its own, in Python. */
async function metadataServerAlone(world: World): Promise<void> {
  const server = world.start('metadata', [
    ...['mooncake_http_metadata_server', '--host', '127.0.0.1', '--port', String(metadata)],
  ]);
  await world.listens(metadata);
  world.master('master', masterFlags);
  await world.listens(pages);
  world.client('client', `http://127.0.0.1:${metadata}/metadata`, `127.0.0.1:${rpc}`);
  await world.said('client', 'get 1000');
  const segment = typed(`curl -s http://127.0.0.1:${pages}/get_all_segments`, process.env).trim();
  const values = {
    metadata: `127.0.0.1:${metadata}`,
    'metadata-key': `mooncake%2Fram%2F${encodeURIComponent(segment)}`,
  };
  world.ask('good', values, 'metadata-server', 'metadata-entry');
  world.ask('bad', { ...values, 'metadata-key': 'mooncake%2Fram%2F127.0.0.1%3A9' }, 'metadata-entry');
  world.kill(server);
  await pause(500);
  world.ask('bad', values, 'metadata-server', 'metadata-entry');
}

/** A master with tenants. */
async function tenants(world: World): Promise<void> {
  if (!isIn('--enable_multi_tenants', world.release)) return;
  const policies = join(world.folder, 'tenants.yaml');
  writeFileSync(policies, 'version: 1\ntenants:\n  - name: t1\n    quota: 1MB\n');
  const server = world.master('master', [
    ...masterFlags,
    '--enable_multi_tenants=true',
    `--tenant_quota_connector_uri=${policies}`,
  ]);
  await world.listens(pages);
  const values = { ...master, tenant: 't1', 'master-log': world.log('master') };
  world.ask('good', values, 'master-set-tenant', 'master-tenants', 'master-empty-tenant');
  world.kill(server, 'SIGTERM');
  await world.said('master', 'Shutdown signal received');
  world.ask('good', values, 'master-last-words');
}

const worlds = { metadataInTheMaster, peerToPeer, highAvailability, metadataServerAlone, tenants };

const { values: options } = parseArgs({
  options: { venv: { type: 'string', multiple: true, default: [] }, only: { type: 'string' } },
});
const answers: RecordedAnswer[] = [];
for (const pair of options.venv) {
  const at = pair.indexOf('=');
  const [release, venv] = [pair.slice(0, at), pair.slice(at + 1)];
  for (const [name, play] of Object.entries(worlds)) {
    if (options.only !== undefined && options.only !== name) continue;
    const world = new World(release, venv, name, answers);
    try {
      await play(world);
    } finally {
      world.end();
    }
    console.log(`${release} ${name}: ${answers.length} answers`);
  }
}
const path = fileURLToPath(new URL('../../fixtures/advice/answers.json', import.meta.url));
writeFileSync(path, `[\n${answers.map((answer) => JSON.stringify(answer)).join(',\n')}\n]\n`);
