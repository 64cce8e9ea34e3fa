import { connectionConsequences } from './connection.ts';
import type { SampledConsequence } from './consequence.ts';
import { masterConsequences } from './master.ts';
import { processConsequences } from './process.ts';
import { startConsequences } from './start.ts';
import { storeConsequences } from './store.ts';
import { transferConsequences } from './transfer.ts';

export type { EventKey, KnownConsequence, SampledConsequence, SharedPlace } from './consequence.ts';
export { routineEvents } from './routine.ts';

/** The table of known consequences; causes and effects chain, so that a row holds one step. */
export const knownConsequences: readonly SampledConsequence[] = [
  ...transferConsequences,
  ...connectionConsequences,
  ...startConsequences,
  ...masterConsequences,
  ...storeConsequences,
  ...processConsequences,
];
