import type { Episode } from '../episodes/episode.ts';
import type { TriageContext } from './context.ts';

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
      const cameUp = ran > startTime;
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
