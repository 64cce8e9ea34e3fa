import type { LineHead } from './collected-line.ts';
import { type EntityKind, readEntities } from './entities.ts';

/** Which lines triage looks at; what is absent lets every line through. Times are epoch milliseconds. */
export interface LineChoice {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly hosts?: readonly string[];
  /** Beginnings of keys. */
  readonly keys?: readonly string[];
  /** Request ids, or parts of them. */
  readonly requests?: readonly string[];
}

/** Whether a moment lies in the time looked at. A line without any time is let through: nothing is known against it. */
export function isInTime(choice: LineChoice, time: number | undefined): boolean {
  if (time === undefined) return true;
  return (
    (choice.since === undefined || time >= choice.since) &&
    (choice.until === undefined || time < choice.until)
  );
}

/**
 * Whether a line is of a host, key and request that was asked for.
 *
 * @param host that wrote it
 * @param named what it names, where that is known already
 */
export function isChosen(
  { hosts, keys, requests }: LineChoice,
  text: string,
  head: LineHead,
  host: string,
  named?: readonly (readonly [EntityKind, string])[],
): boolean {
  if (hosts?.length && !hosts.includes(host)) return false;
  if (requests?.length && !requests.some((request) => text.includes(request))) return false;
  if (!keys?.length) return true;
  const isKey = (kind: EntityKind, name: string): boolean =>
    kind === 'keys' && keys.some((key) => name.startsWith(key));
  if (named !== undefined) return named.some(([kind, name]) => isKey(kind, name));
  let found = false;
  readEntities(text, head, (kind, name) => {
    found ||= isKey(kind, name);
  });
  return found;
}
