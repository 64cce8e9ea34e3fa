import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadWork } from '../lines/workers/worker-pool.ts';
import {
  type ThreadData,
  type ThreadMessage,
  type ThreadPurpose,
  takeNext,
} from '../lines/workers/worker-pool.ts';

/** Makes, from what the thread needs to know, what does its work; each kind of it is loaded only where it is done. */
const begins: Record<ThreadPurpose, (data: never) => Promise<ThreadWork<never, unknown, unknown>>> = {
  summary: async (data) => (await import('../summary/count/counting-threads.ts')).countInThread(data),
  triage: async (data) => (await import('../triage/read/triage-reader.ts')).readInThread(data),
};

/** Does, in a thread that `WorkerPool` started, pieces of work until none is left. */
export async function work(): Promise<void> {
  const { purpose, pieces, next, data } = workerData as ThreadData<never, unknown>;
  const thread = await begins[purpose](data as never);
  const say = (message: ThreadMessage<unknown, unknown>): void => parentPort!.postMessage(message);
  for (let index = takeNext(next, pieces.length); index !== undefined; index = takeNext(next, pieces.length))
    say([index, await thread.piece(pieces[index]!)]);
  const rest = thread.rest?.();
  if (rest !== undefined) say({ rest });
}
