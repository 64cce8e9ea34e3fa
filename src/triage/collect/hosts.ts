/**
 * Which host wrote each input, judged by the names alone:
 *
 * 1. glog's own file names hold it: `mooncake_master.node-7.root.log.ERROR.20260730-021410.4133`;
 * 2. so do the names of container logs: `store-2_kv_store-0f3e….log` of the pod `store-2`;
 * 3. an IPv4 address in the file's name, then in its folders: `master.10.0.3.17.log`;
 * 4. the folder in which inputs differ, outermost first: `node7/store.log`, `node8/store.log`;
 * 5. the file's name without its endings and without the words for roles around it: `store-node7.log`,
 *    `h20-3.mooncake_master.log`; all of it where nothing else is left, or only a word that no other input is called by
 *    (`client-late.log`).
 *
 * Lines whose wrapper names a host (journald, kubectl) belong to that one instead.
 */
export function hostsOf(names: readonly string[]): string[] {
  const paths = names.map((name) => name.split('/').filter((part) => part !== '' && part !== '.'));
  const shared = sharedFolders(paths);
  const called = paths.map((parts, index) => withoutRoles(stem(parts.at(-1) ?? names[index]!)));
  return paths.map((parts, index) => {
    const file = parts.at(-1) ?? names[index]!;
    const glog = glogFile.exec(file)?.[1];
    if (glog !== undefined) return glog;
    const pod = containerFile.exec(stem(file))?.[1];
    if (pod !== undefined) return pod;
    const folders = parts.slice(0, -1);
    const address = [file, ...folders.reverse()].map((part) => ipv4.exec(part)?.[0]).find(Boolean);
    if (address !== undefined) return address;
    const folder = shared < parts.length - 1 && names.length > 1 ? parts[shared] : undefined;
    if (folder !== undefined) return folder;
    const name = called[index]!;
    const isMachine = /\d/.test(name) || called.filter((other) => other === name).length > 1;
    return isMachine ? name : stem(file);
  });
}

/**
 * Which host wrote a file that is named by itself, as `tail` does above its lines: as `hostsOf` has it, but of folders the innermost
 * that is called after no role or usual place: `/var/log/mooncake/node7/store.log`.
 */
export function hostOfPath(path: string): string {
  const [own] = hostsOf([path]);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const isNamed = (name: string): boolean => !name.split(/[-_.]/).every((word) => role.test(word));
  if (isNamed(own!)) return own!;
  return parts.slice(0, -1).findLast((folder) => !usualFolder.test(folder) && isNamed(folder)) ?? own!;
}

const usualFolder = /^(?:var|tmp|run|opt|srv|mnt|data|home|root|usr|local|share|current)$/i;

// <program>.<host>.<user>.log.<severity>.<date>-<time>.<pid>
const glogFile = /^[^.]+\.(.+)\.[^.]+\.log\.(?:INFO|WARNING|ERROR|FATAL)\.\d{8}-\d{6}\.\d+/;
// <pod>_<namespace>_<container>-<container id>, as the kubelet links them in /var/log/containers
const containerFile = /^([a-z\d][a-z\d.-]*-[a-z\d.-]+)_[a-z\d-]+_[a-z\d][a-z\d-]*-[\da-z]{3,64}$/;
const ipv4 = /(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/;
/** What programs and their parts are called. */
const role =
  /^(?:mooncake|store|stores?|master|client|server|engine|transfer|te|vllm|sglang|lmcache|prefill|decode|worker|proxy|metadata|meta|real|dummy|logs?|stderr|stdout|err|out|app|main|api|error|warning|info|fatal|dmesg|kern|kernel|syslog|messages|journal|journalctl)\d*$/i;
const machineWord = /^(?:node|host|server|machine|worker|pod|gpu|rank|box|vm)$/i;

/** A file's name without what says that it is a log, rotated or compressed. */
function stem(file: string): string {
  const bare = file.replace(
    /(?:\.(?:log|txt|out|err|gz|zst|docker|stern|kubectl|syslog|journal|json|jsonl|\d{1,3}|\d{8}(?:-\d+)?))+$/i,
    '',
  );
  return bare === '' ? file : bare;
}

/** How many folders at the front all inputs share. */
function sharedFolders(paths: readonly (readonly string[])[]): number {
  const [first, ...others] = paths;
  if (first === undefined) return 0;
  let shared = 0;
  const isShared = (at: number): boolean =>
    others.every((parts) => at < parts.length - 1 && parts[at] === first[at]);
  while (shared < first.length - 1 && isShared(shared)) shared++;
  return shared;
}

/** What is left of a file's name without the words for roles at its front and end. */
function withoutRoles(name: string): string {
  // Words and what stands between them, in turn.
  const parts = name.split(/([-_.])/);
  let from = 0;
  let to = parts.length;
  while (from < to && role.test(parts[from]!)) from += 2;
  while (to > from && role.test(parts[to - 1]!)) to -= 2;
  const rest = parts.slice(from, to).join('');
  // `client-a` is not called `a`.
  if (/[a-z]/i.test(rest) && rest.length > 1) return rest;
  // A bare number belongs to the word before it.
  return rest !== '' && from >= 2 && machineWord.test(parts[from - 2]!) ? `${parts[from - 2]}-${rest}` : name;
}
