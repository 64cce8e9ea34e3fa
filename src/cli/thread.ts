/** What a thread of the program runs (see shared-work.ts). */
import { work } from './program.ts';

await work();
