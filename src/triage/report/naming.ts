import type { Code } from '../../catalogue/code.ts';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import { isOfOthers } from '../collect/event-signature.ts';
import type { Episode } from '../episodes/episode.ts';

/** What an event is called in the report. */
export interface EventName {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
  /** The known message that it is too. */
  readonly known?: { readonly id: string; readonly title: string };
}

/** The group under which known messages without a code stand. */
const knownGroup = 'Message';

/** What events are named with: the known messages by id, and the catalogue's codes. */
export interface Names {
  readonly messages: ReadonlyMap<string, KnownMessage>;
  readonly codes: readonly Code[];
}

/**
 * The name of what an episode's lines report: their first code, else the code that Mooncake returns for their known message,
 * else that message's title.
 */
export function nameOf({ signature }: Episode, { messages, codes }: Names): EventName {
  const message = signature.known === null ? undefined : messages.get(signature.known);
  const known = message === undefined ? {} : { known: { id: message.id, title: message.title } };
  const first = signature.codes[0];
  // What is known of the line says more than the code of another system that it holds.
  const stated = message !== undefined && first !== undefined && isOfOthers(first) ? undefined : first;
  const returned = codes.find((row) => row.name === message?.code && row.component === message.component);
  // Where a line may lead to several codes, the known message says which.
  const isMeant =
    returned !== undefined && stated?.meanings.includes(`${returned.component}/${returned.name}`);
  const code = stated === undefined || isMeant ? returned : stated;
  if (code === undefined) {
    return {
      component: message?.component ?? 'Mooncake',
      group: knownGroup,
      name: message?.title ?? signature.known ?? 'unknown',
      value: null,
      ...known,
    };
  }
  const { component, group, name, value } = code;
  return { component, group, name, value, ...known };
}

/** What tells an event from others with the same code: its known message, else the code's name. */
export function titleOf({ name, known }: EventName): string {
  return known?.title ?? name;
}
