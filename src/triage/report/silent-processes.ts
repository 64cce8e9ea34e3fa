import type { AddressOwner } from '../../catalogue/known-messages/index.ts';
import type { InputEvidence } from '../collect/input-evidence.ts';
import type { ProcessRun } from '../collect/process-runs.ts';
import type { TriageContext } from './context.ts';

/** How long others must have gone on writing, in milliseconds, before the end of a log says that its process ended. */
const leastSilence = 3000;
/** So much later than the incident's beginning, in milliseconds, a log may still have been written: not everybody notices at once. */
const mayEndLater = 30_000;

/** What the logs of the process that does not answer say of it, one sentence each. */
export function silentProcesses(
  owner: AddressOwner | undefined,
  address: string | undefined,
  start: number,
  { inputs, to, wording }: TriageContext,
): string[] {
  if (owner === undefined || to === undefined || !Number.isFinite(start)) return [];
  const role = owner === 'peer' || owner === 'real client' ? 'client' : owner === 'etcd' ? undefined : owner;
  if (role === undefined) return [];
  const port = Number(/(?:[:_])(\d+)(?:\.sock)?$/.exec(address ?? '')?.[1] ?? 0);
  const candidates = inputs.flatMap((input) => {
    const run = input.log.processes.findLast((one) => one.role === role && (one.started ?? 0) <= start);
    return run === undefined || (role === 'client' && !run.ports.includes(port)) ? [] : [{ input, run }];
  });
  const meant = candidates.some(({ run }) => run.ports.includes(port))
    ? candidates.filter(({ run }) => run.ports.includes(port))
    : candidates;
  return meant.flatMap((one) => sentences(one, start, to, inputs, (time) => wording.iso(time).slice(11, 19)));
}

function sentences(
  { input, run }: { readonly input: InputEvidence; readonly run: ProcessRun },
  start: number,
  to: number,
  inputs: readonly InputEvidence[],
  clock: (time: number) => string,
): string[] {
  const { name, to: end } = input;
  const called = `${run.role === 'master' ? 'the master' : 'the process'}`;
  if (run.death !== undefined || end === undefined) return [];
  const endsEarly = end <= start + mayEndLater;
  if (run.stops && endsEarly)
    return [`${name} ends with the line of a shutdown: ${called} was asked to end.`];
  const isSilent = endsEarly && to - end >= leastSilence;
  if (!isSilent) {
    return run.role === 'master' && end > start + mayEndLater
      ? [
          `${name} shows a master on port ${run.ports[0] ?? '?'} that ran on: others have another address of it, or the way to it is blocked.`,
        ]
      : [];
  }
  const again = inputs.flatMap(({ name: other, log }) =>
    log.processes
      .filter(
        ({ role, started, ports }) =>
          role === run.role && started !== undefined && started > end && ports.includes(run.ports[0] ?? -1),
      )
      .map(({ started }) => ({ other, started: started! })),
  )[0];
  const how = run.serves && run.role === 'master' ? ', without the line of a shutdown' : '';
  return [
    `${name} ends at ${clock(end)}${how}: ${called} was killed, crashed or hangs.`,
    ...(again === undefined
      ? []
      : [
          `It was started again at ${clock(again.started)} (${again.other}); a master that starts without a snapshot knows none of the objects from before.`,
        ]),
  ];
}
