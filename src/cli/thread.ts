/** What a thread of the program runs (see worker-pool.ts). */
import { workInThread } from './program.ts';

await workInThread();
