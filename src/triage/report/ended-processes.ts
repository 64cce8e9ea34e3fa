import type { AddressOwner } from '../../catalogue/known-messages/index.ts';
import { clocksDiffer } from '../causes/causal-links.ts';
import type { InputEvidence } from '../collect/input-evidence.ts';
import type { ProcessRun } from '../collect/process-runs.ts';
import type { Episode } from '../episodes/episode.ts';
import type { TriageContext } from './context.ts';

/** How long others must have gone on writing, in milliseconds, before the end of a log says that its process ended. */
const leastSilence = 3000;
/** So much later than the incident's beginning, in milliseconds, a log may still have been written: not everybody notices at once. */
const mayEndLater = 30_000;

/** What process an address is of, where logs tell of such. */
export function roleOf(owner: AddressOwner | undefined): ProcessRun['role'] {
  if (owner === 'peer' || owner === 'real client') return 'client';
  return owner === 'master' || owner === 'metadata server' ? owner : undefined;
}

/**
 * That a metadata server was started anew before a segment was missing there, as a sentence: it keeps what is registered in
 * its memory only.
 */
export function forgottenEntries(start: number, { inputs, wording }: TriageContext): string[] {
  const runs = inputs
    .flatMap(({ name, log }) =>
      log.processes.flatMap(({ role, started }) =>
        role === 'metadata server' && started !== undefined && started <= start ? [{ name, started }] : [],
      ),
    )
    .sort((a, b) => a.started - b.started);
  const again = runs.at(-1);
  if (again === undefined || runs.length < 2) return [];
  return [
    `The metadata server was started again at ${wording.iso(again.started).slice(11, 19)} (${again.name}), and knows nothing that was registered before; the clients from before have to be restarted.`,
  ];
}

/**
 * What the logs of the process that does not answer say of it, one sentence each.
 *
 * @param complaining the inputs whose lines say that it does not answer
 */
export function silentProcesses(
  owner: AddressOwner | undefined,
  address: string | undefined,
  start: number,
  complaining: ReadonlySet<number>,
  { inputs, to, wording }: TriageContext,
): string[] {
  if (to === undefined || !Number.isFinite(start)) return [];
  const role = roleOf(owner);
  if (role === undefined) return [];
  const port = Number(/(?:[:_])(\d+)(?:\.sock)?$/.exec(address ?? '')?.[1] ?? 0);
  const candidates = inputs.flatMap((input, index) => {
    const run = lastRun(input, role, start);
    return run === undefined ? [] : [{ input, run, complains: complaining.has(index) }];
  });
  const named = candidates.filter(({ run }) => run.ports.includes(port));
  const others = candidates.filter(({ complains }) => !complains);
  // Of many clients only the one that is named is meant. Old releases name none: then it can be told where there is but one other.
  const ofClients = named.length > 0 || address !== undefined || others.length !== 1 ? named : others;
  const meant = role === 'client' ? ofClients : named.length > 0 ? named : candidates;
  return meant.flatMap((one) => sentences(one, start, to, inputs, (time) => wording.iso(time).slice(11, 19)));
}

/** What the log of a process says of its end at the time of an incident: undefined where it died with words, or nothing tells. */
function fateOf(
  { input, run }: { readonly input: InputEvidence; readonly run: ProcessRun },
  start: number,
  to: number,
): 'asked to end' | 'silent' | 'ran on' | undefined {
  const end = input.to;
  if (run.death !== undefined || end === undefined) return undefined;
  // Who was asked to end only when others had failed already is not why they did.
  if (run.stops && end <= start + clocksDiffer) return 'asked to end';
  if (end > start + mayEndLater) return 'ran on';
  return !run.stops && to - end >= leastSilence ? 'silent' : undefined;
}

/** The master of which the logs show that it ended at the time of an incident, where that is only one. */
export function goneMaster(start: number, { inputs, to }: TriageContext): InputEvidence | undefined {
  if (to === undefined || !Number.isFinite(start)) return undefined;
  const gone = inputs.filter((input) => {
    const run = lastRun(input, 'master', start);
    const fate = run === undefined ? undefined : fateOf({ input, run }, start, to);
    return fate === 'silent' || fate === 'asked to end';
  });
  return gone.length === 1 ? gone[0] : undefined;
}

/** The run of a process of some role that an input tells of last before an incident. */
function lastRun(input: InputEvidence, role: ProcessRun['role'], start: number): ProcessRun | undefined {
  return input.log.processes.findLast((one) => one.role === role && (one.started ?? 0) <= start);
}

function sentences(
  { input, run }: { readonly input: InputEvidence; readonly run: ProcessRun },
  start: number,
  to: number,
  inputs: readonly InputEvidence[],
  clock: (time: number) => string,
): string[] {
  const { name, to: end } = input;
  const isMaster = run.role === 'master';
  const called = isMaster ? 'the master' : 'the process';
  const fate = fateOf({ input, run }, start, to);
  if (fate === 'asked to end')
    return [`${name} ends with the line of a shutdown: ${called} was asked to end.`];
  if (fate === 'ran on' && isMaster)
    return [
      `${name} shows a master on port ${run.ports[0] ?? '?'} that ran on: others have another address of it, or the way to it is blocked.`,
    ];
  if (fate !== 'silent') return [];
  const again = inputs.flatMap(({ name: other, log }) =>
    log.processes
      .filter(
        ({ role, started, ports }) =>
          role === run.role && started !== undefined && started > end! && ports.includes(run.ports[0] ?? -1),
      )
      .map(({ started }) => ({ other, started: started! })),
  )[0];
  const how = run.serves && isMaster ? ', without the line of a shutdown' : '';
  return [
    `${name} ends at ${clock(end!)}${how}: ${called} was killed, crashed or hangs.`,
    ...(again === undefined
      ? []
      : [
          `It was started again at ${clock(again.started)} (${again.other})${isMaster ? '; a master that starts without a snapshot knows none of the objects from before' : ''}.`,
        ]),
  ];
}

/** A process that ended itself. */
export interface EndedProcess {
  /** What it is called after its log: `master-alloc`. */
  readonly name: string;
  readonly host: string;
  readonly input: string;
  readonly line: number;
  readonly time: string | null;
  /** Whether it ran for a while before; else it never came up. */
  readonly cameUp: boolean;
  /** Its last words: why it ended. */
  readonly reason: string;
}

/** A process that ends itself within this time of its start never came up, in milliseconds. */
const startTime = 10_000;
/** Processes that a report lists. */
const mostProcesses = 100;

/** The processes that ended themselves within the lines of some episodes, in order of time. */
export function endedProcesses(
  episodes: readonly Episode[],
  { inputs, wording }: TriageContext,
): EndedProcess[] {
  const found: (EndedProcess & { readonly at: number })[] = [];
  for (const [index, own] of byInput(episodes)) {
    const { name, from, log } = inputs[index]!;
    for (const run of log.processes) {
      const { death } = run;
      if (death === undefined) continue;
      const isIn = own.some(({ cells, host }) =>
        cells.some(
          ({ firstLine, lastLine }) =>
            host === run.host && firstLine <= death.lastLine && lastLine >= death.line,
        ),
      );
      if (!isIn) continue;
      const began = run.started ?? from;
      const ran = death.time === undefined || began === undefined ? 0 : death.time - began;
      // A client that others can reach is up, however soon it dies; a master still reads its snapshots then.
      const cameUp = ran > startTime || (run.role === 'client' && run.serves);
      const words = [death.complaint, death.reason].filter((text) => text !== undefined && text !== '');
      const reason = sameWords(words[0], words[1]) ? words[0]! : words.join(' / ');
      found.push({
        name: (name.split('/').at(-1) ?? name).replace(/\.(?:log|txt|err|out)$/, ''),
        host: run.host,
        input: name,
        line: death.line,
        time: death.time === undefined ? null : wording.iso(death.time),
        cameUp,
        reason: wording.visible(reason === '' ? 'no reason was printed' : reason),
        at: death.time ?? Number.POSITIVE_INFINITY,
      });
    }
  }
  return found
    .sort((a, b) => a.at - b.at || (a.input < b.input ? -1 : 1))
    .slice(0, mostProcesses)
    .map(({ at: _, ...process }) => process);
}

/** Episodes by the index of their input. */
function byInput(episodes: readonly Episode[]): ReadonlyMap<number, readonly Episode[]> {
  const own = new Map<number, Episode[]>();
  for (const episode of episodes) {
    const list = own.get(episode.input);
    if (list === undefined) own.set(episode.input, [episode]);
    else list.push(episode);
  }
  return own;
}

/** Whether a complaint and the reason behind it say the same. */
function sameWords(complaint: string | undefined, reason: string | undefined): boolean {
  return complaint !== undefined && (reason === undefined || complaint.includes(reason.slice(0, 40)));
}
