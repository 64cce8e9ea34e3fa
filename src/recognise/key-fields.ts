import type { Line } from './line.ts';
import type { LineReader, Place } from './line-reader.ts';

/**
 * Where the value of a `key=` field stands in a message of Mooncake: up to the comma that ends the field, or to the end.
 * Keys are the caller's words and may hold anything, also what looks like a report (`key=a error=-800, info=...`). Fields
 * that begin behind the offset `last` are left out.
 */
export function keyFields(
  reader: LineReader,
  line: Line,
  from: number,
  to: number,
  last: number,
): readonly Place[] {
  let fields: Place[] | undefined;
  for (let field = reader.nextKey(line, from, last, from, to); field !== undefined; ) {
    if (fields === undefined) fields = [field];
    else fields.push(field);
    field = reader.nextKey(line, field.end, last, from, to);
  }
  return fields ?? noFields;
}

const noFields: readonly Place[] = [];

/** Whether what stands at `at` belongs to a key; what follows a colon and a blank does not (`key=K: RPC_FAIL`). */
export function inKey({ bytes, start: base }: Line, at: number, fields: readonly Place[]): boolean {
  for (const { start, end } of fields)
    if (at >= start && at < end) return !(bytes[base + at - 2] === 58 && bytes[base + at - 1] === 32);
  return false;
}
