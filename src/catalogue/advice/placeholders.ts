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
  pid: 'number of the process that printed the line; `pgrep -af "mooncake|vllm|sglang"` lists them',
  tenant: "the tenant's ID",
  job: "the job's or task's ID",
  namespace: 'the Kubernetes namespace',
  pod: "the process's pod",
  account: "the pod's service account",
  lease: 'the name of the Lease in `--ha_backend_connstring` (namespace/name)',
} as const satisfies Readonly<Record<string, string>>;

/** The name of a placeholder, without its braces. */
export type Placeholder = keyof typeof placeholders;

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
    return value !== undefined && isSafe(value) ? value : whole;
  });
}

/** The placeholders in texts, each once, in the order of their table. */
export function placeholdersIn(texts: Iterable<string>): Placeholder[] {
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
