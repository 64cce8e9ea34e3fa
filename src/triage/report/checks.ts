import { readAction } from '../../catalogue/advice/action.ts';
import { fillPlaceholders, type PlaceholderValues } from '../../catalogue/advice/placeholders.ts';
import type { EventName, Names } from './naming.ts';
import type { Check } from './triage-report.ts';

/** More than this nobody does at three in the morning. */
const mostChecks = 6;

/**
 * What to check for a cause: what its known message says first, then what the catalogue says of its code; each command
 * once, with what the logs name filled in.
 *
 * @param isPeerToPeer whether the logs say that there is no metadata server
 */
export function checksOf(
  { component, name, known }: EventName,
  { messages, codes }: Names,
  values: PlaceholderValues,
  isPeerToPeer: boolean,
): Check[] {
  const message = known === undefined ? undefined : messages.get(known.id);
  const ofMessage = (message?.checks ?? []).map((line) => ({ line, source: message!.source }));
  const code = codes.find((row) => row.component === component && row.name === name);
  const ofCode = (code?.action ?? []).map((line) => ({
    line,
    source: `the catalogue, ${component}/${name}`,
  }));
  const typed = new Set<string>();
  const checks: Check[] = [];
  for (const { line, source } of [...ofMessage, ...ofCode]) {
    if (isPeerToPeer && asksMetadataServer.test(line)) continue;
    const { command, text } = readAction(fillPlaceholders(line, values));
    if (command !== undefined && typed.has(command)) continue;
    if (command !== undefined) typed.add(command);
    checks.push({ text, commands: command === undefined ? [] : [command], source });
  }
  return checks.slice(0, mostChecks);
}

const asksMetadataServer = /\{metadata(?:-key)?\}/;
