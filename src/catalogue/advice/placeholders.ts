import { codes } from '../codes/index.ts';
import { knownMessages } from '../known-messages/index.ts';
import type { MessagesByFile } from '../message.ts';
import messages from '../messages.json' with { type: 'json' };

/** One thing to do, taken apart. */
interface Action {
  /** What to type; absent where nothing is typed. May hold placeholders. */
  readonly command?: string;
  /** What it shows and what the answers mean, or what to do. */
  readonly text: string;
}

const commandFirst = /^`([^`]+)`(?:: | +|$)/;

/**
 * Takes a line of advice apart: a command stands first, in backticks, with what it shows behind it.
 *
 * @example readAction('`nc -vz {peer-host} {peer-port}`: good is "succeeded"') // { command: 'nc -vz ...', text: 'good is ...' }
 */
export function readAction(line: string): Action {
  const match = commandFirst.exec(line);
  // Names of options, variables and files stay text: a command has an argument.
  if (match === null || !/^[a-z][\w./-]*;? \S/.test(match[1]!)) return { text: line };
  return { command: match[1]!, text: line.slice(match[0].length) };
}

/**
 * What stands behind a command as rows: what it is looked at for, each answer, and the releases that have it.
 *
 * @example answerRows('here: good `yes` = it does; bad nothing = it does not [v0.3.12 and newer]') // four rows
 */
export function answerRows(text: string): string[] {
  return text.split(/(?:^|: |; )(?=(?:good|bad) )| (?=\[[^\]]*v\d[^\]]*\]$)/).filter((row) => row !== '');
}

/** Every line of built-in advice: causes and actions of codes, meanings and checks of known messages, checks of others. */
export function adviceLines(): string[] {
  return [
    ...codes.flatMap(({ cause, action }) => [...cause, ...action]),
    ...knownMessages.flatMap(({ meaning, checks }) => [meaning, ...checks]),
    ...Object.values(messages as MessagesByFile).flatMap((of) => of.flatMap(({ check }) => check ?? [])),
  ];
}

/** What stands in commands for something that only the reader's own cluster can name, and what it means. */
export const placeholders = {
  master:
    "host and port of the master's web pages: the port is 9003, or what `--metrics_port` and the master's start line say",
  'master-host': 'host of the master, as clients name it',
  'rpc-port': "the master's port that clients connect to: 50051, or what `--rpc_port` says",
  'master-log': "the file with the master's log",
  'peer-log': 'the file with the log of the peer that the line names',
  metadata:
    'host and port of the HTTP metadata server, as logs print it after `http://`; the port is mostly 8080',
  'metadata-key':
    'the escaped key as a line `GET http://...?key=...` prints it: `mooncake%2Fram%2F10.0.0.7%3A13602`, with `mooncake%2FNAME%2Fram%2F` under `MC_METADATA_CLUSTER_ID`',
  etcd: "host and port of etcd, as the masters' `--etcd_endpoints` or a client's `etcd://` says; the port is mostly 2379",
  redis: 'host of Redis; its port is mostly 6379',
  peer: 'host and port of the other process, as the line prints it',
  'peer-host': 'host of the other process',
  'peer-port': 'its port',
  device: 'an RDMA device: `mlx5_0`',
  netdev: "the device's network interface, as `rdma link show` names it: `eth0`",
  segment: 'a segment as logs print it, mostly `IP:PORT`',
  key: "an object's key; with blanks, & or % in it the master's pages cannot look it up",
  file: 'the file that the line names',
  directory:
    "the directory of offloaded objects: `MOONCAKE_OFFLOAD_FILE_STORAGE_PATH` in the process's own environment",
  disk: 'the disk behind a directory, as `findmnt -T` names it: `/dev/nvme0n1`',
  log: 'the file with the log in which the line was found',
  pid: 'number of the process that printed the line, or of one of its threads; `pgrep -af "mooncake|vllm|sglang"` lists them',
  tenant: "the tenant's ID",
  job: "the job's or task's ID",
  namespace: 'the Kubernetes namespace',
  pod: "the process's pod",
  account: "the pod's service account",
  lease: 'the name of the Lease in `--ha_backend_connstring` (namespace/name)',
} as const satisfies Readonly<Record<string, string>>;

/** The name of a placeholder, without its braces. */
type Placeholder = keyof typeof placeholders;

/** What is known for placeholders, as it may stand in a shell. */
export type PlaceholderValues = Partial<Record<Placeholder, string>>;

const written = /\{([a-z]+(?:-[a-z]+)*)\}/g;

/**
 * Puts what is known in place of placeholders; others stay. Values come from logs and end in a shell, so one with
 * anything but letters, digits and `._:@%+,/=-` is left out.
 *
 * @example fillPlaceholders('nc -vz {peer-host} {peer-port}', { 'peer-host': '10.0.0.7' }) // 'nc -vz 10.0.0.7 {peer-port}'
 */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return text.replaceAll(written, (whole, name: string) => {
    const value = isPlaceholder(name) ? values[name] : undefined;
    // A value may leave a part of itself open: `{master-host}:9003`.
    return value !== undefined && isSafe(value.replaceAll(written, 'x')) ? value : whole;
  });
}

/** The placeholders in texts, each once, in the order of their table. */
function placeholdersIn(texts: Iterable<string>): Placeholder[] {
  const found = new Set<string>();
  for (const text of texts) for (const match of text.matchAll(written)) found.add(match[1]!);
  return Object.keys(placeholders)
    .filter(isPlaceholder)
    .filter((name) => found.has(name));
}

/** One line for each placeholder that is left in texts: `{peer-host}: host of the other process`. */
export function placeholderLegend(texts: Iterable<string>): string[] {
  return placeholdersIn(texts).map((name) => `{${name}}: ${placeholders[name]}`);
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(placeholders, name);
}

/** A leading hyphen would be taken for an option. */
function isSafe(value: string): boolean {
  return /^[\w.:@%+,/=][\w.:@%+,/=-]*$/.test(value);
}
