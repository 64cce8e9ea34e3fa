import { type JsonEntry, type JsonNode, type JsonObject, parseJson } from './prefix/json/parse.ts';

/** What is known of a line that is one JSON object, so that it can hold its codes as a member. */
export interface JsonLine {
  /** Where its closing brace stands. */
  readonly end: number;
  /** The name of the member that holds its codes, or is to. */
  readonly member: string;
  /** Whether it has that member. */
  readonly isAnnotated: boolean;
}

/** The second is for lines whose writer uses the first for something else. */
const members = ['mooncake', 'mooncake-annotate'] as const;

/** Reads a line that is one JSON object from its first to its last character, but for blanks; undefined for any other. */
export function jsonLine(line: string): JsonLine | undefined {
  return known(rootOf(line));
}

/** A JSON line as it was before its codes were added: their member is blank, so that all else stays in its place. */
export function withoutCodes(line: string): { readonly text: string; readonly json: JsonLine | undefined } {
  const root = rootOf(line);
  const json = known(root);
  if (root === undefined || !json?.isAnnotated) return { text: line, json };
  const { entries } = root;
  const index = entries.findIndex((entry) => isOurs(entry, json.member));
  const from = index === 0 ? startOf(entries[0]!) : endOf(entries[index - 1]!.value);
  const to = index === 0 && entries.length > 1 ? startOf(entries[1]!) : endOf(entries[index]!.value);
  return { text: line.slice(0, from) + ' '.repeat(to - from) + line.slice(to), json };
}

function rootOf(line: string): JsonObject | undefined {
  const start = /^[ \t]*\{/.exec(line)?.[0].length;
  return start === undefined ? undefined : parseJson(line, start - 1);
}

function known(root: JsonObject | undefined): JsonLine | undefined {
  if (root === undefined || root.entries.length === 0) return undefined;
  const { entries, end } = root;
  const own = members.find((name) => entries.some((entry) => isOurs(entry, name)));
  const free = members.find((name) => !entries.some(({ key }) => key === name)) ?? members[1];
  return { end: end - 1, member: own ?? free, isAnnotated: own !== undefined };
}

/** Whether an entry is a list of codes as we write it. */
function isOurs({ key, value }: JsonEntry, name: string): boolean {
  return key === name && value.kind === 'array' && value.items.length > 0 && value.items.every(isCode);
}

function isCode(node: JsonNode): boolean {
  const has = (name: string): boolean =>
    node.kind === 'object' && node.entries.some(({ key }) => key === name);
  return has('component') && has('group') && has('evidence');
}

function startOf({ keyNode }: JsonEntry): number {
  return keyNode.start - 1;
}

/** Where a value ends, with its closing quote. */
function endOf({ kind, end }: JsonNode): number {
  return kind === 'string' ? end + 1 : end;
}

/** What separates a line from its annotations. */
export const annotationMark = '  <- ';

// The start of an annotation: `Component / Group: ...`, `Ambiguous: ...` or `Uncatalogued: ...`, perhaps coloured.
const annotationStart = /^(?:\x1b\[[\d;]*m)?(?:Ambiguous|Uncatalogued|[A-Za-z][\w .-]* \/ [^:;]+?)[:,] /;

/**
 * Where the annotations of an already annotated line begin, or -1. No annotation contains the separator, so the last one
 * on the line decides; text that merely holds ` <-` is left alone, and so is what a string of a JSON line holds.
 */
export function annotationsAt(line: string): number {
  // The arrow is rare and found at the speed of memchr; only then is it worth searching backwards.
  if (line.indexOf('<- ') === -1) return -1;
  const at = line.lastIndexOf(annotationMark);
  if (at === -1) return -1;
  const rest = line.slice(at + annotationMark.length, at + annotationMark.length + 200);
  return annotationStart.test(rest) && jsonLine(line) === undefined ? at : -1;
}
