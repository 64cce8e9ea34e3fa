import { routineSigns } from '../catalogue/consequences/index.ts';
import type { KnownMessage } from '../catalogue/known-messages/index.ts';
import type { Episode } from './episode.ts';
import type { Sign } from './sign.ts';

/** What healthy clusters log too, and what is no fault of anything: they are consequences at most. */
const everyday: ReadonlySet<string> = new Set(routineSigns);

/** Whether lines of this kind come in healthy clusters too. */
export function isEveryday({ sign }: Episode, messages: ReadonlyMap<string, KnownMessage>): boolean {
  if (sign.known !== null) return messages.get(sign.known)?.routine === true;
  return reportsEverydayCodes(sign);
}

/** Whether a line is no known message, and all codes that it reports are ones that healthy clusters log too. */
export function reportsEverydayCodes({ codes, known }: Sign): boolean {
  return known === null && codes.every(({ component, name }) => everyday.has(`${component}/${name}`));
}
