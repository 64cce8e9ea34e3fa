/** A stretch of a line, from `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const keyField = /\b(?:object_)?key=/g;

/**
 * Where the value of a `key=` field stands in a message of Mooncake: up to the comma that ends the field, or to the end.
 * Keys are the caller's words and may hold anything, also what looks like a report (`key=a error=-800, info=...`).
 */
export function keyFields(line: string, from: number, to: number): readonly Span[] {
  if (line.indexOf('key=', from) === -1) return [];
  const spans: Span[] = [];
  keyField.lastIndex = from;
  for (let match = keyField.exec(line); match !== null && match.index < to; match = keyField.exec(line)) {
    const start = keyField.lastIndex;
    const comma = line.indexOf(', ', start);
    const end = comma === -1 || comma > to ? to : comma;
    spans.push({ start, end });
    keyField.lastIndex = end;
  }
  return spans;
}

/** Whether what stands at `at` belongs to a key; what follows a colon and a blank does not (`key=K: RPC_FAIL`). */
export function inKey(line: string, at: number, spans: readonly Span[]): boolean {
  return spans.some(({ start, end }) => at >= start && at < end && !line.startsWith(': ', at - 2));
}
