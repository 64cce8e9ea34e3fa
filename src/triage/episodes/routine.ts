import { routineEvents } from '../../catalogue/consequences/index.ts';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import type { EventSignature } from '../collect/event-signature.ts';
import type { Episode } from './episode.ts';

/** What healthy clusters log too, and what is no fault of anything: they are consequences at most. */
const routineCodes: ReadonlySet<string> = new Set(routineEvents);

/** Whether lines of this kind come in healthy clusters too. */
export function isRoutineKind({ signature }: Episode, messages: ReadonlyMap<string, KnownMessage>): boolean {
  if (signature.known !== null) return messages.get(signature.known)?.routine !== undefined;
  return reportsRoutineCodes(signature);
}

/** Whether a line is no known message, and all codes that it reports are ones that healthy clusters log too. */
export function reportsRoutineCodes({ codes, known }: EventSignature): boolean {
  return known === null && codes.every(({ component, name }) => routineCodes.has(`${component}/${name}`));
}
