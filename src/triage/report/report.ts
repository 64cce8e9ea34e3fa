import type { Code } from '../../catalogue/code.ts';
import type { KnownConsequence } from '../../catalogue/consequences/index.ts';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import { maximum, minimum } from '../../tally/stats.ts';
import { linksBetween } from '../causes/causal-links.ts';
import { causalTrees } from '../causes/causal-trees.ts';
import type { ClockSkew } from '../causes/compared-hosts.ts';
import { isIncident } from '../causes/incident-rule.ts';
import { applySkew, clockSkews, noticeable } from '../causes/skew.ts';
import type { InputEvidence, Wording } from '../collect/input-evidence.ts';
import type { LineChoice } from '../collect/line-choice.ts';
import { type Episode, episodesOf } from '../episodes/episode.ts';
import { EpisodeKinds } from '../episodes/episode-kinds.ts';
import { KindBursts } from '../episodes/kind-bursts.ts';
import { AddressBook, hostAddresses, NamedPlaces } from '../places/named-places.ts';
import type { Baseline } from '../templates/baseline.ts';
import { clusterFacts } from './cluster-facts.ts';
import type { TriageContext } from './context.ts';
import { diagnosisOf } from './headline.ts';
import { incidentOf, type LineRange, lineRanges } from './incident.ts';
import { limitationsOf } from './limitations.ts';
import { explainNothingRead } from './nothing-looked-at.ts';
import { reportPatterns } from './patterns.ts';
import { TRIAGE_SCHEMA, type TriageReport } from './triage-report.ts';
import { unexplainedCodes } from './unexplained.ts';

/** Any episode may have followed from any other, so that work and memory grow with the square of their number. */
const mostCompared = 2000;

/** Episodes that are looked at for causes and consequences. */
interface ComparedEpisodes {
  readonly compared: readonly Episode[];
  /** How many others there are; they are put down to nothing, and nothing to them. */
  readonly left: number;
}

/**
 * Chooses, where there are too many episodes to compare each with each, what tells most: bursts first, then known troubles,
 * then what has most lines. The order of the episodes stays; which are chosen does not depend on it.
 */
export function limitEpisodes(episodes: readonly Episode[], most = mostCompared): ComparedEpisodes {
  if (episodes.length <= most) return { compared: episodes, left: 0 };
  const chosen = new Set([...episodes].sort(byImportance).slice(0, most));
  return { compared: episodes.filter((episode) => chosen.has(episode)), left: episodes.length - most };
}

function byImportance(a: Episode, b: Episode): number {
  return (
    Number(b.isBurst) - Number(a.isBurst) ||
    Number(b.signature.known !== null) - Number(a.signature.known !== null) ||
    b.lines - a.lines ||
    (a.start ?? 0) - (b.start ?? 0) ||
    compare(a.host, b.host) ||
    compare(a.signature.key, b.signature.key) ||
    a.input - b.input
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const leaderKey = /\bmooncake-store\/([\w.-]+)\/master_view\b/g;

/** The cluster ids under which the leader is looked for or published, in order of name. */
function clustersIn(episodes: readonly Episode[]): string[] {
  const found = new Set<string>();
  for (const { cells } of episodes) {
    for (const { sample } of cells) for (const match of sample.text.matchAll(leaderKey)) found.add(match[1]!);
  }
  return [...found].sort();
}

/** What a report is made with. */
export interface ReportOptions {
  readonly consequences: readonly KnownConsequence[];
  readonly messages: ReadonlyMap<string, KnownMessage>;
  readonly codes: readonly Code[];
  /** Whether times are corrected by how far the clocks of hosts seem to be apart. */
  readonly correctSkew: boolean;
  /** Messages of an earlier time, to tell which ones are new. */
  readonly baseline?: Baseline | undefined;
  /** Which lines were asked for. */
  readonly choice?: LineChoice | undefined;
  /** How long after its last line an incident still goes on, in milliseconds; absent: by the pauses between its lines. */
  readonly quiet?: number | undefined;
  readonly wording: Wording;
}

/** A report, and which lines its incidents are made of, by their ids. */
export interface TriageOutcome {
  readonly report: TriageReport;
  readonly lines: ReadonlyMap<number, readonly LineRange[]>;
}

/** Works out the report of what was gathered. The order of the inputs does not matter but for their own list. */
export function triageReport(gathered: readonly InputEvidence[], options: ReportOptions): TriageReport {
  return triageOutcome(gathered, options).report;
}

/** Works out the report of what was gathered, and which lines its incidents are made of. */
export function triageOutcome(gathered: readonly InputEvidence[], options: ReportOptions): TriageOutcome {
  const { wording, correctSkew, messages, codes } = options;
  const sorted = [...gathered].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const skews = clockSkews(sorted.flatMap(({ log }) => log.crossings));
  const ahead = aheadOf(skews);
  const inputs = correctSkew ? sorted.map((input) => applySkew(input, ahead)) : sorted;
  const correction = correctSkew ? () => 0 : ahead;
  const [from, to] = range(inputs);
  const all = inputs.flatMap(({ log }, input) =>
    log.series.flatMap((series) => episodesOf(series, input, from ?? 0, to ?? 0)),
  );
  const kinds = new EpisodeKinds(all, messages, from);
  const evidence = all.filter((episode) => kinds.isEvidence(episode));
  const episodes = all.filter((episode) => !kinds.isEvidence(episode));
  const healthy = inputs.flatMap(({ log }) => log.healthy);
  const read = hostsRead(inputs);
  const hosts = [...new Set([...read, ...episodes.map(({ host }) => host)])].sort();
  const addresses = hostAddresses(hosts, episodes, healthy);
  const { compared, left } = limitEpisodes(
    episodes.filter((episode) => !episode.isRoutine && !kinds.isOfStart(episode)),
  );
  const links = linksBetween(compared, options.consequences, new NamedPlaces(addresses), correction, kinds);
  const trees = causalTrees(compared, links, correction);
  const context: TriageContext = {
    inputs,
    cluster: clusterFacts(inputs),
    episodes,
    evidence,
    kinds,
    bursts: new KindBursts(episodes, from, to),
    clusters: clustersIn(all),
    from,
    to,
    quiet: options.quiet,
    surroundings: { healthy, addresses, book: new AddressBook(addresses), hosts },
    correction,
    compared: comparedBy(skews),
    messages,
    codes,
    wording,
  };
  // What other lines tell of a code leaves no doubt, however few lines report it.
  const incidents = trees.filter(
    (tree) =>
      isIncident(tree, context) ||
      diagnosisOf(
        tree.root,
        tree.members.map(({ episode }) => episode),
        context,
      ) !== undefined,
  );
  const explained = new Set(incidents.flatMap(({ members }) => members.map(({ episode }) => episode)));
  const clustered = reportPatterns(inputs, options.baseline, wording);
  const iso = (time: number | undefined): string | null => (time === undefined ? null : wording.iso(time));
  const nothing = explainNothingRead(gathered, options.choice ?? {}, wording);
  const report: TriageReport = {
    schema: TRIAGE_SCHEMA,
    ...(nothing === undefined ? {} : { nothing }),
    range: { from: iso(from), to: iso(to) },
    inputs: gathered.map(({ name, host, lines, bytes, from: first, to: last, fault, log }) => ({
      name,
      host,
      lines,
      bytes,
      found: log.found,
      from: iso(first),
      to: iso(last),
      ...(fault === undefined ? {} : { fault }),
    })),
    lines: gathered.reduce((sum, { lines }) => sum + lines, 0),
    bytes: gathered.reduce((sum, { bytes }) => sum + bytes, 0),
    found: gathered.reduce((sum, { log }) => sum + log.found, 0),
    hosts: read.size,
    limitations: [
      ...limitationsOf(sorted, skews, correctSkew),
      ...(left === 0
        ? []
        : [
            `There are too many events to compare all: ${left} of ${compared.length + left}, those with the fewest lines, are put down to nothing (--since and --until narrow what is looked at).`,
          ]),
      ...clustered.limitations,
    ],
    skew: skews.map(({ host, against, ahead: by, events }) => ({
      host,
      against,
      seconds: by / 1000,
      events,
      corrected: correctSkew && Math.abs(by) >= noticeable,
    })),
    incidents: incidents.map((tree, index) => incidentOf(tree, index + 1, context)),
    unexplained: unexplainedCodes(
      episodes.filter((episode) => !explained.has(episode) && !kinds.isOfStart(episode)),
      context,
    ),
    patterns: clustered.patterns,
  };
  return { report, lines: new Map(incidents.map((tree, index) => [index + 1, lineRanges(tree, inputs)])) };
}

/** The hosts whose lines were read: those that lines name, else the input's. */
function hostsRead(inputs: readonly InputEvidence[]): ReadonlySet<string> {
  return new Set(inputs.flatMap(({ host, log }) => (log.hosts.length === 0 ? [host] : log.hosts)));
}

/** How far a host's clock is ahead; less than what is noticeable counts as nothing. */
function aheadOf(skews: readonly ClockSkew[]): (host: string) => number {
  const ahead = new Map(skews.map((skew) => [skew.host, Math.abs(skew.ahead) < noticeable ? 0 : skew.ahead]));
  return (host) => ahead.get(host) ?? 0;
}

function comparedBy(skews: readonly ClockSkew[]): (host: string, other: string) => boolean {
  const references = new Map<string, string>();
  for (const { host, against } of skews) {
    references.set(host, against);
    references.set(against, against);
  }
  return (host, other) =>
    host === other || (references.has(host) && references.get(host) === references.get(other));
}

function range(inputs: readonly InputEvidence[]): [number | undefined, number | undefined] {
  const froms = inputs.flatMap(({ from }) => (from === undefined ? [] : [from]));
  const tos = inputs.flatMap(({ to }) => (to === undefined ? [] : [to]));
  return [froms.length === 0 ? undefined : minimum(froms), tos.length === 0 ? undefined : maximum(tos)];
}
