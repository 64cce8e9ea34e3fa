import { distance } from 'fastest-levenshtein';
import type { Catalogue } from './catalogue.ts';
import type { Code, Component } from './code.ts';
import type { KnownMessage } from './known-messages/index.ts';
import type { Message } from './message.ts';

/** The candidates most like a mistyped word, best first; empty when none is near. Case does not matter. */
export function nearest(word: string, candidates: readonly string[], most = 3): string[] {
  const lower = word.toLowerCase();
  // Two letters that changed places count as two.
  const farthest = Math.max(1, Math.min(5, Math.round(lower.length * 0.4)));
  return candidates
    .map((candidate) => ({ candidate, far: distance(lower, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** The spellings of components that people type. */
const spellings: Readonly<Record<string, Component>> = {
  store: 'Store',
  'mooncake-store': 'Store',
  te: 'TransferEngine',
  transferengine: 'TransferEngine',
  'transfer-engine': 'TransferEngine',
  engine: 'TransferEngine',
  tent: 'Tent',
};

/** The component that a word means, in any case: `store`, `te`, `TransferEngine`, or one that the catalogue adds. */
export function componentNamed(word: string, catalogue: Catalogue): Component | undefined {
  return findComponent(word, catalogue.components());
}

/** The same, where there is no catalogue yet. */
export function findComponent(word: string, components: readonly Component[]): Component | undefined {
  const lower = word.toLowerCase();
  const known = Object.hasOwn(spellings, lower) ? spellings[lower] : undefined;
  return known ?? components.find((component) => component.toLowerCase() === lower);
}

/**
 * The codes that a word names exactly: a number (`-704`), a name in any case (`no_available_handle`), a status
 * (`AddressNotRegistered`), each with an optional component before a colon (`te:-101`). All readings of a shared number
 * are returned; none when nothing is named so.
 */
export function codesCalled(word: string, catalogue: Catalogue): readonly Code[] {
  const scoped = /^([\w.-]+(?: [\w.-]+)*):\s*(.+)$/.exec(word);
  const component = scoped === null ? undefined : componentNamed(scoped[1]!, catalogue);
  const plain = component === undefined ? word.trim() : scoped![2]!.trim();
  const found = /^[-+]?\d+$/.test(plain) ? catalogue.valued(Number(plain)) : byName(plain, catalogue);
  return component === undefined ? found : found.filter((code) => code.component === component);
}

/** The codes that have a text among their aliases, in any case. */
export function codesWithAlias(text: string, catalogue: Catalogue): Code[] {
  const lower = text.toLowerCase();
  return catalogue.codes.filter(({ aliases = [] }) => aliases.some((alias) => alias.toLowerCase() === lower));
}

function byName(name: string, catalogue: Catalogue): readonly Code[] {
  const exact = [...new Set([...catalogue.named(name), ...catalogue.withStatus(name)])];
  if (exact.length > 0) return exact;
  const lower = name.toLowerCase();
  return catalogue.codes.filter(
    (code) => code.name.toLowerCase() === lower || code.statusName?.toLowerCase() === lower,
  );
}

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
