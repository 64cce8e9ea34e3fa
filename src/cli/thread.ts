/** What a thread of the program runs (see shared-work.ts). */
import { workerData } from 'node:worker_threads';
import type { ThreadData } from '../commands/shared-work.ts';
import { loadProgram } from './load-program.ts';

const { purpose } = workerData as ThreadData<unknown, unknown>;
void loadProgram(import.meta.dirname, purpose, require).program.work();
