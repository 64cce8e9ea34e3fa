/** What a thread of the program runs (see shared-work.ts). */
import { loadProgram } from './load-program.ts';

void loadProgram(import.meta.dirname, require).program.work();
