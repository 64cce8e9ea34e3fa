import { maximum, minimum } from '../../tally/stats.ts';
import type { CausalTree, Member } from '../causes/causal-trees.ts';
import { confidenceOf } from '../causes/confidence.ts';
import type { InputEvidence, Wording } from '../collect/input-evidence.ts';
import { bucketsOf } from '../episodes/buckets.ts';
import { type Episode, sameSignature } from '../episodes/episode.ts';
import { onlyDevice, placesOf, spanOf } from '../places/places.ts';
import { checksOf } from './checks.ts';
import { beginningOf, type TriageContext } from './context.ts';
import { forgottenEntries, goneMaster, silentProcesses } from './ended-processes.ts';
import { isOngoing } from './going-on.ts';
import { headlineOf } from './headline.ts';
import { addressValues, metadataKind, namedAddresses } from './named-addresses.ts';
import { type EventName, nameOf, titleOf } from './naming.ts';
import { placeholderValues } from './placeholder-values.ts';
import type { Burst, Cause, Consequence, HostSpan, Incident, SampleLine } from './triage-report.ts';

/** Bars of an incident's chart: 40 minutes of ten seconds each; of longer incidents they are wider. */
const mostBuckets = 240;
/** Lines that an incident shows, each with the lines around it. */
const mostSamples = 8;
/** Bars of its timeline, each of which takes some 250 bytes of the document. */
const mostSpans = 500;

/** The documented form of a causal tree. */
export function incidentOf(tree: CausalTree, id: number, context: TriageContext): Incident {
  const { root, members } = tree;
  const { wording, inputs } = context;
  const episodes = members.map(({ episode }) => episode);
  const lines = episodes.reduce((sum, episode) => sum + episode.lines, 0);
  const [from, to] = spanOf(episodes);
  const began = beginningOf(tree);
  const iso = (time: number): string | null => (Number.isFinite(time) ? wording.iso(time) : null);
  const name = nameOf(root, context);
  const gone = goneMaster(from, context);
  const addresses = namedAddresses(root, episodes, gone, context);
  const places = placesOf(episodes, context.surroundings);
  const headline = headlineOf(tree, name, addresses, places, context);
  const { width, counts } = bucketsOf(episodes, mostBuckets);
  const words = {
    name: (episode: Episode) => titleOf(nameOf(episode, context)),
    at: (episode: Episode) =>
      episode.start === undefined ? undefined : episode.start - context.correction(episode.host),
  };
  const consequences = grouped(
    // What names the incident is no consequence of it.
    members.filter(
      ({ episode }) =>
        !sameSignature(episode, root) &&
        (headline.message === undefined || episode.signature.known !== headline.message.id),
    ),
    context,
  );
  const { confidence, why } = confidenceOf(tree, words, context);
  const about = headline.about;
  return {
    id,
    title: headline.title,
    ...(headline.meaning === undefined ? {} : { meaning: headline.meaning }),
    ...(headline.processes.length === 0 ? {} : { processes: headline.processes }),
    start: iso(Number.isFinite(began) ? began : from),
    end: iso(to),
    ongoing: isOngoing(
      episodes.filter((episode) => episode === root || !context.kinds.isRoutine(episode)),
      about,
      context,
    ),
    lines,
    cause: causeOf(
      root,
      name,
      episodes.filter((episode) => sameSignature(episode, root)),
      context,
    ),
    consequences: consequences.map(({ members: same, name: of }, index) =>
      consequenceOf(of, same, consequences.slice(0, index), root, context),
    ),
    places,
    confidence,
    why: [
      ...why,
      ...silentProcesses(
        about,
        about === undefined ? undefined : addresses.get(about),
        from,
        new Set(episodes.map(({ input }) => input)),
        context,
      ),
      ...(root.signature.known === 'segment-not-described' ? forgottenEntries(from, context) : []),
    ],
    buckets: { width: width / 1000, counts: counts.map(([start, count]) => [wording.iso(start), count]) },
    bursts: [
      { members: members.filter(({ episode }) => sameSignature(episode, root)), name },
      ...consequences,
    ].flatMap(({ members: same, name: of }) => bursts(of, same[0]!.episode, [from, to], context)),
    spans: spansOfHosts(episodes, context),
    samples: [root, ...consequences.map(({ members: same }) => same[0]!.episode)]
      .slice(0, mostSamples)
      .map((episode) => sampleOf(episode, inputs, wording)),
    checks: checksOf(
      name,
      headline,
      context,
      {
        ...placeholderValues(
          { text: root.cells[0]!.sample.text, input: inputs[root.input]!, places, gone },
          context.cluster,
        ),
        ...addressValues(addresses, about),
      },
      {
        ...context.cluster,
        isOfOneDevice: onlyDevice(places) !== undefined,
        metadataIn: metadataKind(root.cells[0]!.sample.text),
      },
    ),
  };
}

/** When each host showed each code, in order of time. */
function spansOfHosts(episodes: readonly Episode[], context: TriageContext): HostSpan[] {
  const { wording } = context;
  return episodes
    .flatMap((episode) =>
      episode.start === undefined
        ? []
        : [{ episode, start: episode.start, end: episode.end ?? episode.start }],
    )
    .sort((one, other) => one.start - other.start)
    .slice(0, mostSpans)
    .map(({ episode, start, end }) => {
      const called = nameOf(episode, context);
      const { component, name } = called;
      const { host, lines } = episode;
      const times = { start: wording.iso(start), end: wording.iso(end) };
      return { host, component, name, title: titleOf(called), ...times, lines };
    });
}

/** Members of the same code or known message, in order of first appearance. */
function grouped(
  members: readonly Member[],
  context: TriageContext,
): { readonly name: EventName; readonly members: Member[] }[] {
  const groups = new Map<string, { name: EventName; members: Member[] }>();
  for (const member of members) {
    const name = nameOf(member.episode, context);
    const key = name.known?.id ?? `${name.component}/${name.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name, members: [member] });
    else group.members.push(member);
  }
  return [...groups.values()];
}

function causeOf(
  root: Episode,
  name: EventName,
  same: readonly Episode[],
  { wording, inputs }: TriageContext,
): Cause {
  const { sample } = root.cells[0]!;
  return {
    ...name,
    evidence: sample.evidence,
    time: sample.time === undefined ? null : wording.iso(sample.time),
    input: inputs[root.input]!.name,
    host: root.host,
    line: sample.line,
    text: wording.visible(sample.text),
    lines: same.reduce((sum, episode) => sum + episode.lines, 0),
  };
}

function consequenceOf(
  name: EventName,
  members: readonly Member[],
  earlier: readonly { readonly members: readonly Member[] }[],
  root: Episode,
  context: TriageContext,
): Consequence {
  const [from, to] = spanOf(members.map(({ episode }) => episode));
  const iso = (time: number): string | null => (Number.isFinite(time) ? context.wording.iso(time) : null);
  // A reason that stands before it in the list, so that reasons lead back to the cause and in no circle.
  const before = new Set(earlier.flatMap((group) => group.members.map(({ episode }) => episode)));
  const links = members.flatMap((member) => member.link ?? []).sort((a, b) => b.strength - a.strength);
  const link =
    links.find(({ cause }) => sameSignature(cause, root)) ?? links.find(({ cause }) => before.has(cause));
  return {
    ...name,
    title: titleOf(name),
    lines: members.reduce((sum, { episode }) => sum + episode.lines, 0),
    first: iso(from),
    last: iso(to),
    after: Number.isFinite(from) && root.start !== undefined ? secondsAfter(root, members, context) : null,
    because:
      link === undefined
        ? 'It began at the same time as what it follows from, here or on other hosts.'
        : `${link.row.because}${sameSignature(link.cause, root) ? '' : ` (after ${titleOf(nameOf(link.cause, context))})`} [${link.row.source}]`,
  };
}

/** Seconds from the first line of a cause to that of its consequence. */
function secondsAfter(root: Episode, members: readonly Member[], { correction }: TriageContext): number {
  const starts = members.flatMap(({ episode: { start, host } }) =>
    start === undefined ? [] : [start - correction(host)],
  );
  return Math.max(0, minimum(starts) - (root.start! - correction(root.host))) / 1000;
}

/** The bursts of a code, on all hosts together, that touch the incident's time. */
function bursts(
  name: EventName,
  like: Episode,
  [from, to]: readonly number[],
  { bursts: all, wording }: TriageContext,
): Burst[] {
  return all
    .of(like)
    .filter(({ start, end }) => start <= to! && (end ?? Number.POSITIVE_INFINITY) >= from!)
    .map(({ start, peak, most, end, lines }) => ({
      component: name.component,
      name: name.name,
      title: titleOf(name),
      start: wording.iso(start),
      peak: wording.iso(peak),
      most,
      end: end === undefined ? null : wording.iso(end),
      lines,
    }));
}

/** The first line of an episode, as the report shows it. */
export function sampleOf(episode: Episode, inputs: readonly InputEvidence[], wording: Wording): SampleLine {
  const input = inputs[episode.input]!;
  const kept = episode.cells[0]!.sample;
  const { before, after } = wording.context(input, kept);
  // What was read with the line stands behind it, too.
  const further = kept.text.split('\n').length - 1;
  return {
    input: input.name,
    host: episode.host,
    line: kept.line,
    time: kept.time === undefined ? null : wording.iso(kept.time),
    text: wording.visible(kept.text),
    before: before.map((line) => wording.visible(line)),
    after: after.slice(further).map((line) => wording.visible(line)),
  };
}

/** Lines of one kind from one host, by their numbers within an input. */
export interface LineRange {
  readonly input: string;
  readonly host: string;
  /** The key of their signature (`keyOf`). */
  readonly key: string;
  readonly first: number;
  readonly last: number;
}

/** Which lines a tree is made of. */
export function lineRanges({ members }: CausalTree, inputs: readonly InputEvidence[]): LineRange[] {
  return members.map(({ episode: { input, host, signature, cells } }) => ({
    input: inputs[input]!.name,
    host,
    key: signature.key,
    first: minimum(cells.map(({ firstLine }) => firstLine)),
    last: maximum(cells.map(({ lastLine }) => lastLine)),
  }));
}
