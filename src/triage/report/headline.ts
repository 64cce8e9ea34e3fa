import type { AddressOwner, KnownMessage } from '../../catalogue/known-messages/index.ts';
import {
  type Diagnosis,
  diagnoses,
  FATAL_LINE,
  masterStoodStill,
  otherCluster,
} from '../../catalogue/known-messages/index.ts';
import { minimum } from '../../tally/stats.ts';
import type { CausalTree } from '../causes/causal-trees.ts';
import type { Episode } from '../episodes/episode.ts';
import { onlyDevice, type Places } from '../places/places.ts';
import type { TriageContext } from './context.ts';
import { type EndedProcess, endedProcesses } from './ended-processes.ts';
import type { NamedAddresses } from './named-addresses.ts';
import type { EventName } from './naming.ts';
import { stoodStill } from './stood-still.ts';

/** What an incident is called, and what says what to check. */
export interface Headline {
  readonly title: string;
  /** What that means, in a sentence or two. */
  readonly meaning: string | undefined;
  readonly about: AddressOwner | undefined;
  /** The known message or the diagnosis whose checks come first. */
  readonly advice: Pick<KnownMessage, 'checks' | 'source' | 'runbook'> | undefined;
  /** The known message that names the incident, where that is not the cause's own. */
  readonly message: KnownMessage | undefined;
  readonly processes: readonly EndedProcess[];
}

/** Evidence of the moment stands this near to the first line of what it explains, in milliseconds. */
const sameMoment = 2000;

/**
 * What broke, as far as it is known: processes that ended, what other lines tell of the code, what a message says of it that
 * others only imply, else the cause itself.
 */
export function headlineOf(
  { root, members }: CausalTree,
  name: EventName,
  addresses: NamedAddresses,
  places: Places,
  context: TriageContext,
): Headline {
  const { messages } = context;
  const meanings = meaningsOf(root);
  const episodes = members.map(({ episode }) => episode);
  const known = root.signature.known === null ? undefined : messages.get(root.signature.known);
  const processes = endedProcesses(
    members
      .map(({ episode }) => episode)
      .filter(({ signature, severe }) => signature.known === FATAL_LINE || severe > 0),
    context,
  );
  if (known?.id === FATAL_LINE && processes.length > 0) {
    return {
      title: endedTitle(processes),
      meaning: known.meaning,
      about: undefined,
      advice: known,
      message: known,
      processes,
    };
  }
  const naming = members
    .flatMap(({ episode }) => messages.get(episode.signature.known ?? '') ?? [])
    .find(({ headlineOf: causes }) => causes?.some((cause) => meanings.includes(cause)));
  const message = naming ?? known;
  const diagnosis = diagnosisOf(root, episodes, context);
  if (diagnosis !== undefined) {
    const { title, meaning } = diagnosis;
    return { title, meaning, about: message?.about, advice: diagnosis, message, processes };
  }
  const address = message?.about === undefined ? undefined : addresses.get(message.about);
  const code = context.codes.find((row) => row.component === name.component && row.name === name.name);
  const only = onlyDevice(places);
  const ofDevice =
    only && message?.titleOfDevice?.replace('{device}', only.device).replace('{host}', only.host);
  const title =
    ofDevice ??
    message?.title ??
    (code === undefined ? name.name : `${name.name}: ${code.description.replace(/\.$/, '')}`);
  return {
    title: address === undefined ? title : `${title} (${context.wording.visible(address)})`,
    meaning: message === undefined ? code?.description : meaningOf(message),
    about: message?.about,
    advice: message,
    message: naming,
    processes,
  };
}

/** What a message means, and its causes where an operator's catalogue names some. */
function meaningOf({ meaning, causes = [] }: KnownMessage): string {
  if (causes.length === 0) return meaning;
  return `${meaning} Usual causes: ${causes.map((cause) => cause.replace(/\.$/, '')).join('; ')}.`;
}

/** What the table of consequences calls an episode. */
function meaningsOf({ signature }: Episode): string[] {
  const codes = signature.codes.flatMap(({ meanings }) => meanings);
  return signature.known === null ? codes : [...codes, `message/${signature.known}`];
}

/** What other lines tell of a code or message, if anything. */
export function diagnosisOf(
  root: Episode,
  episodes: readonly Episode[],
  { evidence, clusters, cluster }: TriageContext,
): Pick<Diagnosis, 'title' | 'meaning' | 'checks' | 'source'> | undefined {
  const { known } = root.signature;
  const meanings = known === null ? meaningsOf(root) : [`message/${known}`];
  if (clusters.length > 1 && otherCluster.of.some((cause) => meanings.includes(cause)))
    return { ...otherCluster, title: `${otherCluster.title}: ${clusters.slice(0, 4).join(' and ')}` };
  const still = masterStoodStill.of.some((cause) => meanings.includes(cause))
    ? stoodStill(root, evidence)
    : undefined;
  if (still !== undefined)
    return { ...masterStoodStill, title: masterStoodStill.title.replace('{seconds}', String(still)) };
  const start = minimum(episodes.flatMap(({ start: first }) => first ?? []));
  const isSeen = (id: string, near: boolean): boolean =>
    evidence.some(
      ({ signature, cells }) =>
        signature.known === id &&
        (!near || cells.some(({ first }) => first === undefined || Math.abs(first - start) <= sameMoment)),
    );
  return diagnoses.find(
    ({ of, evidence: needed, without, isOfTheMoment = false, needsMasterLog = false }) =>
      (!needsMasterLog || cluster.hasServingMaster) &&
      of.some((cause) => meanings.includes(cause)) &&
      needed.some((id) => isSeen(id, isOfTheMoment)) &&
      !without?.some((id) => isSeen(id, false)),
  );
}

function endedTitle(processes: readonly EndedProcess[]): string {
  const [first] = processes;
  const failed = processes.filter(({ cameUp }) => !cameUp).length;
  const what =
    failed === processes.length ? 'did not start' : failed === 0 ? 'died' : 'died or did not start';
  if (processes.length === 1) return `${first!.name} ${what}: ${first!.reason}`;
  return `${processes.length} processes ${what}, first ${first!.name}: ${first!.reason}`;
}
