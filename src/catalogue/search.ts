import type { Catalogue } from './catalogue.ts';
import type { Code } from './code.ts';
import type { KnownMessage } from './known-messages/index.ts';
import type { Message } from './message.ts';

/** A message that implies codes, with the source file that prints it. */
export interface FileMessage extends Message {
  readonly file: string;
}

/** The names of all codes that a message implies, at whichever of the lines that print it. */
export function impliedNames({ code, oneOf, outcomes }: Message): string[] {
  const byLine = (outcomes ?? []).flatMap((outcome) => (outcome === '' ? [] : outcome.split('/')));
  return [...new Set([...(code === undefined ? (oneOf ?? []) : [code]), ...byLine])];
}

/** The messages that imply a code, alone or with others. */
export function messagesOf(code: Code, catalogue: Catalogue): FileMessage[] {
  return allMessages(catalogue).filter(
    (message) =>
      (message.component === undefined || message.component === code.component) &&
      impliedNames(message).includes(code.name),
  );
}

/** The messages of one source file, by its base name in any case. */
export function messagesIn(file: string, catalogue: Catalogue): FileMessage[] {
  return allMessages(catalogue).filter((message) => message.file.toLowerCase() === file.toLowerCase());
}

/** Codes whose name, group or description holds all words of a text; else those whose causes, checks or messages do. */
export function codesAbout(text: string, catalogue: Catalogue): Code[] {
  const words = text
    .toLowerCase()
    .split(/[\s_]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const holds = (haystack: string): boolean => words.every((word) => haystack.toLowerCase().includes(word));
  const inHead = catalogue.codes.filter(({ name, group, description, statusName }) =>
    holds(`${name.replaceAll('_', ' ')} ${group} ${description} ${statusName ?? ''}`),
  );
  if (inHead.length > 0) return inHead;
  const names = new Set(
    allMessages(catalogue)
      .filter(({ pattern, note }) => holds(`${pattern} ${note ?? ''}`))
      .flatMap(impliedNames),
  );
  const byMessage = catalogue.codes.filter(({ name }) => names.has(name));
  const inBody = catalogue.codes.filter(({ cause, action }) => holds([...cause, ...action].join(' ')));
  return [...new Set([...byMessage, ...inBody])];
}

/** The messages of triage's table whose title or pattern holds a text, or whose id it is. */
export function knownMessagesAbout(text: string, catalogue: Catalogue): KnownMessage[] {
  const lower = text.toLowerCase();
  return [...catalogue.knownMessages.values()].filter(
    ({ id, title, patterns }) =>
      id === lower ||
      title.toLowerCase().includes(lower) ||
      patterns.some((pattern) => pattern.toLowerCase().includes(lower)),
  );
}

/** The codes of a group or of a component that a text names: `Transfer`, `Store/Transfer`, `Store / Transfer`, `Store`. */
export function codesOfGroup(text: string, catalogue: Catalogue): Code[] {
  const parts = text.toLowerCase().split(/\s*\/\s*/);
  const wanted = parts.map((part) => part.trim()).join('/');
  return catalogue.codes.filter(({ component, group }) =>
    [component, group, `${component}/${group}`].some((name) => name.toLowerCase() === wanted),
  );
}

function allMessages(catalogue: Catalogue): FileMessage[] {
  return Object.entries(catalogue.messages.byFile).flatMap(([file, messages]) =>
    messages.map((message) => ({ file, ...message })),
  );
}
