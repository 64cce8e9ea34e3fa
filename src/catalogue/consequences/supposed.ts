import { type Code, isNormal, mooncakeComponents } from '../code.ts';
import type { KnownMessage } from '../known-messages/known-message.ts';
import type { EventKey, KnownConsequence } from './consequence.ts';
import { routineEvents } from './routine.ts';

/** How long after a trouble a code of others is put down to it, in seconds. */
const shortly = 30;

/**
 * What is supposed of codes of operators' catalogues that say nothing of what they follow from: what begins on a host shortly
 * after a trouble of Mooncake's, and did not come as often before, followed from that.
 *
 * @param effects the codes
 * @param catalogue all codes, and all messages that triage knows
 */
export function supposeConsequence(
  effects: readonly EventKey[],
  catalogue: { readonly codes: readonly Code[]; readonly knownMessages: ReadonlyMap<string, KnownMessage> },
): KnownConsequence {
  const routine: ReadonlySet<string> = new Set(routineEvents);
  const messages = [...catalogue.knownMessages.values()]
    .filter((message) => message.routine === undefined && message.isEvidence !== true)
    .map(({ id }): EventKey => `message/${id}`);
  const codes = catalogue.codes
    .filter((code) => mooncakeComponents.includes(code.component) && !isNormal(code))
    .map(({ component, name }): EventKey => `${component}/${name}`)
    .filter((event) => !routine.has(event));
  return {
    id: 'supposed-of-own-codes',
    cause: [...messages, ...codes],
    effect: effects,
    withinSeconds: shortly,
    shared: { must: ['host'], may: ['device', 'peer', 'request', 'key', 'segment', 'thread'] },
    because:
      'The catalogue does not say what it follows from (follows); it began shortly after this on the same host, and came less often before.',
    source: 'supposed',
  };
}
