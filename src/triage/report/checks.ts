import { fillPlaceholders, type PlaceholderValues, readAction } from '../../catalogue/advice/placeholders.ts';
import { adviceText, isIn, namesIn } from '../../catalogue/advice/ranges.ts';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import type { EventName, Names } from './naming.ts';
import type { Check } from './triage-report.ts';

/** More than this nobody does at three in the morning. */
const mostChecks = 6;
/** With so many checks for the message itself those for its code are left out. */
const enough = 2;

/** What the logs say of the cluster as a whole. */
export interface Cluster {
  /** Whether there is no metadata server. */
  readonly isPeerToPeer: boolean;
  /** What keeps the metadata that the incident is about, where its lines say so. */
  readonly metadataIn?: 'etcd' | 'http' | 'redis' | undefined;
  /** Whether the master runs without high availability. */
  readonly isSingleMaster: boolean;
  /** Whether all failures come from one device of one host: then it is looked at before its peers. */
  readonly isOfOneDevice?: boolean;
  /** The releases that it may run; empty where nothing tells. */
  readonly releases: readonly string[];
}

/** What says what to check. */
type Advice = Pick<KnownMessage, 'checks' | 'source' | 'runbook'>;

/**
 * What to check for a cause: what its headline says first, then its own known message, then what the catalogue says of its
 * code; each command once, with what the logs name filled in, and only what this cluster has.
 */
export function checksOf(
  { component, name, known }: EventName,
  { advice }: { readonly advice: Advice | undefined },
  { messages, codes }: Names,
  values: PlaceholderValues,
  cluster: Cluster,
): Check[] {
  const own = known === undefined ? undefined : messages.get(known.id);
  const told = [advice, own].filter((one, index, all) => one !== undefined && all.indexOf(one) === index);
  const ofMessages = told.flatMap((one) => one!.checks.map((line) => ({ line, source: one!.source })));
  const code = codes.find((row) => row.component === component && row.name === name);
  // What a message means is known better than all that its code may mean; of a diagnosis the code leads away.
  const isTold =
    ofMessages.length >= enough || (advice !== undefined && advice !== own) || own?.isOwnKind === true;
  const ofCode = ((isTold ? undefined : code?.action) ?? []).map((line) => ({
    line,
    source: `the catalogue, ${component}/${name}`,
  }));
  const asked = [...ofMessages, ...ofCode];
  if (cluster.isOfOneDevice)
    asked.sort((a, b) => Number(asksOnlyPeer(a.line)) - Number(asksOnlyPeer(b.line)));
  const runbook = told.find((one) => one?.runbook !== undefined)?.runbook ?? code?.runbook;
  const last: Check[] =
    runbook === undefined ? [] : [{ text: `Runbook: ${runbook}`, commands: [], source: 'your catalogue' }];
  const typed = new Set<string>();
  const checks: Check[] = [];
  for (const { line, source } of asked) {
    if (!isOfCluster(line, cluster)) continue;
    if (!canBeDone(line, cluster.releases)) continue;
    const { command, text } = readAction(fillPlaceholders(adviceText(line, cluster.releases), values));
    if (command !== undefined && typed.has(command)) continue;
    if (command !== undefined) typed.add(command);
    checks.push({ text, commands: command === undefined ? [] : [command], source });
  }
  return [...checks.slice(0, mostChecks - last.length), ...last];
}

/** Whether some release that the cluster may run has what the command names, or, without a command, any of its names. */
function canBeDone(line: string, releases: readonly string[]): boolean {
  if (releases.length === 0) return true;
  const { command } = readAction(line);
  const names = namesIn(command === undefined ? line : `\`${command}\``);
  const isThere = (name: string): boolean => releases.some((release) => isIn(name, release));
  return command === undefined ? names.length === 0 || names.some(isThere) : names.every(isThere);
}

/** Whether what is asked is there at all: each kind of metadata server is asked in its own way, and not all clusters have each. */
function isOfCluster(line: string, { metadataIn, isPeerToPeer, isSingleMaster }: Cluster): boolean {
  if (asksLeader.test(line)) return !isSingleMaster;
  if (metadataIn !== undefined) {
    if (asksMetadataServer.test(line)) return metadataIn === 'http';
    return !asksEtcd.test(line) || metadataIn === 'etcd';
  }
  if (asksMetadataServer.test(line)) return !isPeerToPeer;
  // Engines may keep their metadata in etcd whatever the master does.
  return !asksEtcd.test(line) || !isSingleMaster || !isPeerToPeer;
}

/** Whether a command is about a peer and no device. */
function asksOnlyPeer(line: string): boolean {
  return line.includes('{peer') && !line.includes('{device}');
}

const asksLeader = /\{lease\}|\{master\}\/leader\b/;
const asksEtcd = /\{etcd\}/;
const asksMetadataServer = /\{metadata(?:-key)?\}/;
