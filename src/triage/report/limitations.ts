import { maximum } from '../../tally/stats.ts';
import type { ClockSkew } from '../causes/compared-hosts.ts';
import { noticeable } from '../causes/skew.ts';
import type { InputEvidence } from '../collect/input-evidence.ts';

/** What a report cannot know about its inputs, one sentence each. */
export function limitationsOf(
  inputs: readonly InputEvidence[],
  skews: readonly ClockSkew[],
  isCorrected: boolean,
): string[] {
  return [...faults(inputs), ...stamps(inputs), ...clocks(inputs, skews, isCorrected), ...folded(inputs)];
}

function faults(inputs: readonly InputEvidence[]): string[] {
  const broken = inputs.filter(({ fault }) => fault !== undefined);
  if (broken.length === 0) return [];
  return [`${named(broken)} could not be read, or not to the end: what stands there is missing here.`];
}

function stamps(inputs: readonly InputEvidence[]): string[] {
  const sentences: string[] = [];
  const bare = inputs.filter(
    ({ log: { clock }, lines }) => lines > 0 && clock.stamped === 0 && clock.unstamped > 0,
  );
  if (bare.length > 0)
    sentences.push(
      `No line looked at in ${named(bare)} has a time stamp: only the order of lines within each is known, nothing between them and other inputs.`,
    );
  const back = inputs.filter(({ log: { clock } }) => clock.backwards > 0);
  if (back.length > 0) {
    const furthest = maximum(back.map(({ log }) => log.clock.furthest));
    sentences.push(
      `Stamps run backwards in ${named(back)}, by up to ${Math.round(furthest / 1000)} s: the clock was set, or processes wrote into one file; the order there is uncertain.`,
    );
  }
  return sentences;
}

function clocks(
  inputs: readonly InputEvidence[],
  skews: readonly ClockSkew[],
  isCorrected: boolean,
): string[] {
  const sentences: string[] = [];
  for (const { host, against, ahead, events } of skews) {
    if (Math.abs(ahead) < noticeable) continue;
    const way = ahead > 0 ? 'ahead of' : 'behind';
    const zone = isWholeHours(ahead) ? ', whole hours: perhaps another time zone' : '';
    const after = isCorrected
      ? 'times are corrected by it'
      : 'its times are shown as they stand (--skew corrects them), the order takes it into account';
    sentences.push(
      `The clock of ${host} seems to be ${Math.round(Math.abs(ahead) / 1000)} s ${way} that of ${against} (${events} common requests or keys${zone}); ${after}.`,
    );
  }
  const hosts = new Set(inputs.flatMap(({ log }) => log.series.map(({ host }) => host)));
  const known = new Set(skews.flatMap(({ host, against }) => [host, against]));
  const unknown = [...hosts].filter((host) => !known.has(host)).sort();
  if (hosts.size > 1 && unknown.length > 0)
    sentences.push(
      `Whether the clocks of ${listed(unknown)} agree with the others is unknown: fewer than 3 requests or keys are named on both sides. The order between hosts is that of their stamps.`,
    );
  return sentences;
}

function folded(inputs: readonly InputEvidence[]): string[] {
  const sentences: string[] = [];
  const lines = inputs.reduce((sum, { log }) => sum + log.foldedLines, 0);
  if (lines > 0)
    sentences.push(
      `${lines} line(s) report so many different things that they were counted, but not looked into.`,
    );
  let namings = 0;
  let widest = 0;
  for (const { log } of inputs) {
    for (const { cells, width } of log.series) {
      widest = Math.max(widest, width);
      for (const { entities } of cells) namings += entities.folded;
    }
  }
  if (namings > 0)
    sentences.push(
      `Places: of each kind the first 24 names per code, host and time bucket were kept; lines name others ${namings} times more, which are not counted.`,
    );
  if (widest > 10_000)
    sentences.push(
      `Codes that came over long times are known in buckets of up to ${widest / 1000} s; starts and ends are exact, the shape within is not.`,
    );
  return sentences;
}

/** Whether a difference of clocks is about a number of whole or half hours. */
function isWholeHours(ahead: number): boolean {
  const half = 1_800_000;
  return Math.abs(ahead) > half - 60_000 && Math.abs(ahead - Math.round(ahead / half) * half) < 60_000;
}

function named(inputs: readonly InputEvidence[]): string {
  return listed(inputs.map(({ name }) => name));
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
