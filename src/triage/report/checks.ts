import type { EventName, Names } from './naming.ts';
import type { Check } from './triage-report.ts';

/** More than this nobody does at three in the morning. */
const mostChecks = 6;

/** What to check for a cause: what its known message says first, then what the catalogue says of its code. */
export function checksOf({ component, name, known }: EventName, { messages, codes }: Names): Check[] {
  const message = known === undefined ? undefined : messages.get(known.id);
  const ofMessage = (message?.checks ?? []).map((check) => ({ ...check, source: message!.source }));
  const code = codes.find((row) => row.component === component && row.name === name);
  const ofCode = (code?.action ?? []).map((text) => ({
    text,
    commands: commandsIn(text),
    source: `the catalogue, ${component}/${name}`,
  }));
  return [...ofMessage, ...ofCode].slice(0, mostChecks);
}

/** The commands that stand in backticks: those that have an argument, so that names of options and files stay text. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)]
    .map((match) => match[1]!)
    .filter((words) => /^[a-z][\w./-]* \S/.test(words));
}
