import { maximum, minimum } from '../../tally/stats.ts';
import type { InputEvidence, Wording } from '../collect/input-evidence.ts';
import type { LineChoice } from '../collect/line-choice.ts';

const mostNames = 8;

/**
 * Why nothing was looked at, as one sentence; undefined where something was. Silence about logs that nobody looked at is
 * no all-clear.
 */
export function explainNothingRead(
  inputs: readonly InputEvidence[],
  { since, until, hosts = [], keys = [], requests = [] }: LineChoice,
  wording: Wording,
): string | undefined {
  if (inputs.length > 0 && inputs.every(({ fault, lines }) => fault !== undefined && lines === 0))
    return 'No input could be read, so nothing was looked at.';
  if (inputs.every(({ lines }) => lines === 0)) return 'The inputs hold no line, so nothing was looked at.';
  if ((since !== undefined || until !== undefined) && isOutOfRange(inputs)) {
    const [from, to] = covered(inputs);
    return `No line is of the time that was asked for, so nothing was looked at: the logs go from ${wording.iso(from)} to ${wording.iso(to)}.`;
  }
  const known = [
    ...new Set(inputs.flatMap(({ host, log }) => (log.hosts.length === 0 ? [host] : log.hosts))),
  ].sort();
  if (hosts.length > 0 && !hosts.some((host) => known.includes(host)))
    return `No line is of ${listed(hosts)}, so nothing was looked at: the logs are of ${listed(known)}.`;
  if (keys.length + requests.length > 0 && inputs.every(({ log }) => isEmpty(log)))
    return `No line that reports anything names ${listed([...keys, ...requests])}, so nothing was looked at.`;
  return undefined;
}

/** Whether there are stamps, but none in the range that was asked for, and nothing else that counts. */
function isOutOfRange(inputs: readonly InputEvidence[]): boolean {
  const stamped = inputs.filter(({ covers }) => covers?.from !== undefined);
  return (
    stamped.length > 0 &&
    inputs.every((input) => (stamped.includes(input) ? input.from === undefined : isEmpty(input.log)))
  );
}

function isEmpty({ series, templates }: InputEvidence['log']): boolean {
  return series.length === 0 && templates.sources.length === 0;
}

/** The time that the logs hold, whatever was asked for. */
function covered(inputs: readonly InputEvidence[]): [from: number, to: number] {
  return [
    minimum(inputs.flatMap(({ covers }) => covers?.from ?? [])),
    maximum(inputs.flatMap(({ covers }) => covers?.to ?? [])),
  ];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => name.slice(0, 100));
  const rest = names.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
