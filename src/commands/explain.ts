import { placeholderLegend } from '../catalogue/advice/placeholders.ts';
import { adviceText, oldestTried } from '../catalogue/advice/ranges.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code } from '../catalogue/code.ts';
import { codesCalled } from '../catalogue/lookup.ts';
import type { Message } from '../catalogue/message.ts';
import { unknownErrorName } from '../recognise/names.ts';
import { columns } from '../render/text/columns.ts';
import { nearest } from './nearest.ts';

/** What `explain` answers to its words. */
export interface Explanation {
  /** For standard output. */
  readonly text: string;
  /** One line for standard error for each word that means nothing, with what may have been meant. */
  readonly complaints: readonly string[];
}

const unknownError = `${unknownErrorName}  Store / Uncatalogued
  What Mooncake prints by name for a code that its own name table lacks; the number is lost.

  Usual causes
    - At commit 3b5a59413 (2026-08-22) only REPLICA_NOT_IN_LOCAL_MEMORY (-713) is missing in that table
      (mooncake-store/src/types.cpp); in another release it may be any newer code.
    - The value came from a peer of another release, which knows codes that this one does not.

  What to check
    - The same failure in the caller's log, where the number may stand.
    - Whether master and clients run the same release: \`pip list 2>/dev/null | grep -i mooncake\` on each host.
`;

const ranges = `Where no release is named, ${oldestTried} and all newer ones have it.`;

/**
 * Explains codes: numbers, names, statuses, each with an optional component before a colon, or free text that is looked
 * for in names, descriptions, causes and known messages. All readings of a shared number are shown.
 */
export function explain(words: readonly string[], catalogue: Catalogue, json: boolean): Explanation {
  const complaints: string[] = [];
  const explained: Code[] = [];
  const texts: string[] = [];
  for (const word of words) {
    if (word.toUpperCase() === unknownErrorName) {
      texts.push(unknownError);
      continue;
    }
    const codes = codesCalled(word, catalogue);
    if (codes.length > 0) {
      explained.push(...codes);
      texts.push(shared(codes) + codes.map((code) => page(code, catalogue)).join('\n'));
      continue;
    }
    const found = /^[-+]?\d+$/.test(word) || /^[\w-]+:[-+]?\d+$/.test(word) ? [] : search(word, catalogue);
    if (found.length === 0) complaints.push(`unknown code "${word}"${suggestion(word, catalogue)}`);
    else {
      explained.push(...found);
      texts.push(
        found.length <= 2 ? found.map((code) => page(code, catalogue)).join('\n') : overview(word, found),
      );
    }
  }
  if (json) {
    const rows = [...new Set(explained)].map((code) => ({
      ...code,
      cause: shown(code.cause),
      action: shown(code.action),
      messages: messagesOf(code, catalogue),
    }));
    return { text: `${JSON.stringify(rows, undefined, 2)}\n`, complaints };
  }
  if (explained.length > 0) texts.push(`${ranges}\n`);
  const legend = placeholderLegend(texts);
  if (legend.length > 0) texts.push(`What to put in place of the words in braces\n${indented(legend)}`);
  return { text: texts.join('\n'), complaints };
}

function indented(rows: readonly string[]): string {
  return rows.map((row) => `  ${row}\n`).join('');
}

function shared(codes: readonly Code[]): string {
  if (codes.length < 2) return '';
  return `${codes.length} meanings; the source file of the line that reports it decides which one applies.\n\n`;
}

function page(code: Code, catalogue: Catalogue): string {
  const names = [`${code.name} (${code.value})`];
  if (code.statusName !== undefined && code.statusName !== code.name)
    names.push(`as a status: ${code.statusName}`);
  if (code.aliases !== undefined) names.push(`also: ${code.aliases.join(', ')}`);
  const lines = [`${names.join(', ')}  ${code.component} / ${code.group}`, `  ${code.description}`];
  if (code.newerGroup !== undefined)
    lines.push(`  (newer Mooncake documentation groups it under ${code.newerGroup})`);
  lines.push(...list('Usual causes', shown(code.cause)), ...list('What to check', shown(code.action)));
  const noted = messagesOf(code, catalogue).filter(
    ({ note, check }) => note !== undefined || check !== undefined,
  );
  lines.push(
    ...list(
      'Messages that imply it, and what they really mean',
      noted.map(({ file, pattern, note, check }) =>
        [
          `${file}: "${pattern.replaceAll('{}', '...')}"${note === undefined ? '' : `: ${note}`}`,
          ...shown(check ?? []),
        ].join('\n      '),
      ),
    ),
  );
  if (code.sample.length > 0) lines.push('', '  Sample', ...code.sample.map((line) => `    ${line}`));
  if (code.related?.length) lines.push('', `  Related: ${code.related.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function shown(lines: readonly string[]): string[] {
  return lines.map((line) => adviceText(line));
}

function list(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : ['', `  ${title}`, ...entries.map((entry) => `    - ${entry}`)];
}

interface MessageOfFile extends Message {
  readonly file: string;
}

function messagesOf(code: Code, catalogue: Catalogue): MessageOfFile[] {
  const found: MessageOfFile[] = [];
  for (const [file, messages] of Object.entries(catalogue.messages.byFile)) {
    for (const message of messages) {
      if (message.component !== undefined && message.component !== code.component) continue;
      if (message.code === code.name || message.oneOf?.includes(code.name)) found.push({ file, ...message });
    }
  }
  return found;
}

function overview(word: string, codes: readonly Code[]): string {
  const rows = codes.map((code) => [
    `  ${code.name}`,
    String(code.value),
    `${code.component} / ${code.group}`,
    code.description,
  ]);
  return `${codes.length} codes have to do with "${word}"; explain one by its name:\n${columns(rows, [1])}\n`;
}

/** Codes whose text, or a message that implies them, holds all words; matches in names and descriptions come first. */
function search(text: string, catalogue: Catalogue): Code[] {
  const words = text
    .toLowerCase()
    .split(/[\s_]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const holds = (haystack: string): boolean => words.every((word) => haystack.includes(word));
  const head = (code: Code): string =>
    `${code.name.replaceAll('_', ' ')} ${code.group} ${code.description} ${code.statusName ?? ''}`.toLowerCase();
  const inHead = catalogue.codes.filter((code) => holds(head(code)));
  if (inHead.length > 0) return inHead;
  const inBody = catalogue.codes.filter((code) =>
    holds([...code.cause, ...code.action].join(' ').toLowerCase()),
  );
  const names = new Set<string>();
  for (const messages of Object.values(catalogue.messages.byFile)) {
    for (const message of messages) {
      if (!holds(`${message.pattern} ${message.note ?? ''}`.toLowerCase())) continue;
      for (const name of message.code === undefined ? (message.oneOf ?? []) : [message.code]) names.add(name);
    }
  }
  const byMessage = catalogue.codes.filter((code) => names.has(code.name));
  return [...new Set([...byMessage, ...inBody])];
}

function suggestion(word: string, catalogue: Catalogue): string {
  const plain = word.replace(/^[\w-]+:/, '');
  if (/^[-+]?\d+$/.test(plain)) {
    if (catalogue.valued(-Number(plain)).length > 0) return `; did you mean ${-Number(plain)}?`;
    const values = [...new Set(catalogue.codes.map((code) => code.value))];
    const near = values.sort((a, b) => Math.abs(a - Number(plain)) - Math.abs(b - Number(plain))).slice(0, 3);
    return `; the nearest values are ${near.join(', ')}`;
  }
  const near = nearest(plain, [
    ...new Set(
      catalogue.codes.flatMap((code) => [
        code.name,
        ...(code.statusName === undefined ? [] : [code.statusName]),
      ]),
    ),
  ]);
  return near.length === 0 ? '; `mooncake-annotate codes` lists all' : `; did you mean ${near.join(' or ')}?`;
}
