import { InputError } from '../../input/input-error.ts';
import { greatest, least } from '../../tally/stats.ts';
import { hostsOf } from '../collect/hosts.ts';
import type { InputEvidence } from '../collect/input-evidence.ts';
import { joinLogs, moveLog, renameLog } from './moved-log.ts';
import type { ContextOfLine, TriageShare } from './triage-share.ts';

/** Shares that were put together to inputs. */
interface JoinedShares {
  /** In the order in which their first shares were given. */
  readonly inputs: readonly InputEvidence[];
  /** The lines around those that shares showed, by input and offset. */
  readonly contexts: ReadonlyMap<string, ReadonlyMap<number, ContextOfLine>>;
  /** What is not as one run over the logs would have it, one sentence each. */
  readonly limitations: readonly string[];
}

/**
 * Puts shares of logs together, in whatever order they are given. What one log's shares say is joined at the cuts: the lines
 * of one share that have no stamp get the last one before the cut.
 *
 * @throws InputError when a line is in two shares
 */
export function joinTriageShares(shares: readonly TriageShare[]): JoinedShares {
  const logs = new Map<string, TriageShare[]>();
  for (const share of shares) {
    const known = logs.get(share.input.name);
    if (known === undefined) logs.set(share.input.name, [share]);
    else known.push(share);
  }
  const hosts = hostsOf([...logs.keys()]);
  const inputs: InputEvidence[] = [];
  const contexts = new Map<string, Map<number, ContextOfLine>>();
  for (const [index, [name, unsorted]] of [...logs].entries()) {
    const parts = unsorted.toSorted((a, b) => (a.number - 1) * b.of - (b.number - 1) * a.of);
    const around = new Map<number, ContextOfLine>();
    contexts.set(name, around);
    let input: InputEvidence | undefined;
    for (const [at, { input: part, number, of, contexts: own }] of parts.entries()) {
      const before = parts[at - 1];
      if (before?.number === number && before.of === of)
        throw new InputError(
          'corrupt',
          name,
          `is there twice as share ${number}/${of}`,
          'give each share once',
        );
      // It begins before the one before it ends: the log was cut in two ways.
      if (before !== undefined && (number - 1) * before.of < before.number * of)
        throw new InputError(
          'corrupt',
          name,
          `shares ${before.number}/${before.of} and ${number}/${of} have lines in common`,
          'give the shares of one cut',
        );
      const bytes = input?.bytes ?? 0;
      for (const { offset, ...lines } of own)
        around.set(offset + bytes, { offset: offset + bytes, ...lines });
      input = input === undefined ? part : joined(input, part);
    }
    const host = hosts[index]!;
    const fault =
      input!.fault ?? (isWhole(parts) ? undefined : `only ${listed(parts)} of its shares are here`);
    inputs.push({ ...input!, fault, host, log: renameLog(input!.log, input!.host, name, host) });
  }
  return { inputs, contexts, limitations: limitationsOf(logs) };
}

/** Two parts of an input, of which the second stands right behind the first. */
function joined(a: InputEvidence, b: InputEvidence): InputEvidence {
  const place = { lines: a.lines, bytes: a.bytes, last: a.log.clock.last };
  const faults = [a.fault, b.fault].filter((fault) => fault !== undefined);
  return {
    ...a,
    lines: a.lines + b.lines,
    bytes: a.bytes + b.bytes,
    from: least(a.from, b.from),
    to: greatest(a.to, b.to),
    covers: { from: least(a.covers?.from, b.covers?.from), to: greatest(a.covers?.to, b.covers?.to) },
    fault: faults[0],
    log: joinLogs(a.log, moveLog(b.log, place)),
  };
}

function limitationsOf(logs: ReadonlyMap<string, readonly TriageShare[]>): string[] {
  const all = [...logs];
  const gaps = all.flatMap(([name, parts]) =>
    isWhole(parts)
      ? []
      : [
          `${name} is not whole: only ${listed(parts)} of its shares are here; lines behind a gap have the numbers that they would have without it.`,
        ],
  );
  const cut = all.filter(([, parts]) => parts.length > 1).map(([name]) => name);
  if (cut.length === 0) return gaps;
  const named = cut.length > 3 ? `${cut.slice(0, 3).join(', ')} and ${cut.length - 3} more` : cut.join(', ');
  return [
    ...gaps,
    `Looked at in shares: ${named}. Of lines without a finding others were looked at than by one run, which may change who is said to be well, and where more kinds of events came than one run keeps apart, more of them. What a process says right across a cut (its last words, what belongs to its start) may be missing, and so may the time of messages that have no stamp of their own behind a cut, and the host of lines whose heading (==> node-1.log <==) stands before it.`,
  ];
}

function listed(parts: readonly TriageShare[]): string {
  return parts.map(({ number, of }) => `${number}/${of}`).join(', ');
}

function isWhole(parts: readonly TriageShare[]): boolean {
  const wanted = parts[0]!.of;
  const numbers = new Set(parts.map(({ number }) => number));
  return parts.every(({ of }) => of === wanted) && numbers.size === wanted;
}
