import type { JsonEntry, JsonNode, JsonObject } from './parse.ts';

const pair = /([A-Za-z_@][\w.@-]{0,100})(?:=("?))?/y;
const bare = /[^ \t-\r"]*/y;
const blanks = /[ \t]*/y;
const mostPairs = 200;

/**
 * Reads `key=value key="a value"` fields, as logrus, slog, go-kit and structlog write them, into what a JSON object of them
 * would be.
 *
 * @returns undefined where the text is no row of fields up to its end
 */
export function parseLogfmt(text: string, start: number, end: number): JsonObject | undefined {
  const entries: JsonEntry[] = [];
  let at = start;
  while (at < end && entries.length < mostPairs) {
    pair.lastIndex = at;
    const match = pair.exec(text);
    if (match === null) return undefined;
    const key = match[1]!;
    const keyNode = { kind: 'string', start: at, end: at + key.length } as const;
    const from = pair.lastIndex;
    const value = match[2] === undefined ? undefined : valueAt(text, from, end, match[2] !== '');
    // The first must be a field; a word alone may be a flag between others.
    if (value === undefined && (match[2] !== undefined || entries.length === 0)) return undefined;
    if (value !== undefined) entries.push({ key, keyNode, value: value.node });
    blanks.lastIndex = value?.end ?? from;
    blanks.test(text);
    if (blanks.lastIndex === (value?.end ?? from) && blanks.lastIndex < end) return undefined;
    at = blanks.lastIndex;
  }
  return { kind: 'object', start, end, entries };
}

function valueAt(
  text: string,
  start: number,
  end: number,
  isQuoted: boolean,
): { node: JsonNode; end: number } | undefined {
  if (!isQuoted) {
    bare.lastIndex = start;
    bare.test(text);
    const stop = Math.min(bare.lastIndex, end);
    return { node: { kind: 'string', start, end: stop }, end: stop };
  }
  for (
    let quote = text.indexOf('"', start);
    quote !== -1 && quote < end;
    quote = text.indexOf('"', quote + 1)
  ) {
    let escapes = quote;
    while (escapes > start && text[escapes - 1] === '\\') escapes--;
    if ((quote - escapes) % 2 === 0) return { node: { kind: 'string', start, end: quote }, end: quote + 1 };
  }
  return undefined;
}
