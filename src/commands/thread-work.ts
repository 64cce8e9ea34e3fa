import { parentPort, workerData } from 'node:worker_threads';
import { type ThreadData, type ThreadPurpose, taken } from './shared-work.ts';

/** Does one piece of work. */
type PieceWork = (piece: unknown) => Promise<unknown>;

/** Makes, from what the thread needs to know, what does one piece; each kind of work is loaded only where it is done. */
const begins: Record<ThreadPurpose, (data: never) => Promise<PieceWork>> = {
  summary: async (data) => (await import('./summary-threads.ts')).countInThread(data) as PieceWork,
  triage: async (data) => (await import('./triage-threads.ts')).readInThread(data) as PieceWork,
};

/** Does, in a thread that `SharedWork` started, pieces of work until none is left. */
export async function work(): Promise<void> {
  const { purpose, pieces, next, data } = workerData as ThreadData<unknown, unknown>;
  const done = await begins[purpose](data as never);
  for (let index = taken(next, pieces.length); index !== undefined; index = taken(next, pieces.length))
    parentPort!.postMessage([index, await done(pieces[index])]);
}
