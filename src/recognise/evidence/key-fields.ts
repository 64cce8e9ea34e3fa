/** Where something stands: offsets into the line. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The value of a field ends at a comma before a blank, or with the message. */
const keyField = /(?<!\w)(?:object_)?key=(?:(?!, )[\s\S])*/g;

/**
 * Where the value of a `key=` field stands in a message of Mooncake: up to the comma that ends the field, or to the end.
 * Keys are the caller's words and may hold anything, also what looks like a report (`key=a error=-800, info=...`).
 */
export function keyFields(line: string, from: number, to: number): readonly Place[] {
  return [...line.slice(from, to).matchAll(keyField)].map(({ 0: field, index }) => ({
    start: from + index + field.indexOf('=') + 1,
    end: from + index + field.length,
  }));
}

/** Whether what stands at `at` belongs to a key; what follows a colon and a blank does not (`key=K: RPC_FAIL`). */
export function inKey(line: string, at: number, fields: readonly Place[]): boolean {
  return fields.some(({ start, end }) => at >= start && at < end) && !line.startsWith(': ', at - 2);
}
