/** A stretch of a line, from `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the value of a `key=` field stands in a message of Mooncake: up to the comma that ends the field, or to the end.
 * Keys are the caller's words and may hold anything, also what looks like a report (`key=a error=-800, info=...`).
 */
export function keyFields(line: string, from: number, to: number): readonly Span[] {
  let spans: Span[] | undefined;
  for (let key = line.indexOf('key=', from); key !== -1 && key < to; key = line.indexOf('key=', key)) {
    const start = key + 4;
    const word = key - from >= 7 && line.startsWith('object_', key - 7) ? key - 7 : key;
    key = start;
    // `monkey=` is another field.
    if (word > 0 && isWord(line.charCodeAt(word - 1))) continue;
    const comma = line.indexOf(', ', start);
    const end = comma === -1 || comma > to ? to : comma;
    spans ??= [];
    spans.push({ start, end });
    key = end;
  }
  return spans ?? noSpans;
}

const noSpans: readonly Span[] = [];

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

/** Whether what stands at `at` belongs to a key; what follows a colon and a blank does not (`key=K: RPC_FAIL`). */
export function inKey(line: string, at: number, spans: readonly Span[]): boolean {
  for (const { start, end } of spans) if (at >= start && at < end) return !line.startsWith(': ', at - 2);
  return false;
}
