/** What a thread of the program runs (see worker-pool.ts). */
import { work } from './program.ts';

await work();
