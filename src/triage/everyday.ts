import { routineSigns } from '../catalogue/consequences/index.ts';
import type { KnownMessage } from '../catalogue/known-messages/index.ts';
import type { Episode } from './episode.ts';

/** What healthy clusters log too, and what is no fault of anything: they are consequences at most. */
const everyday: ReadonlySet<string> = new Set(routineSigns);

/** Whether lines of this kind come in healthy clusters too. */
export function isEveryday({ sign }: Episode, messages: ReadonlyMap<string, KnownMessage>): boolean {
  if (sign.known !== null) return messages.get(sign.known)?.routine === true;
  return sign.codes.every(({ component, name }) => everyday.has(`${component}/${name}`));
}
