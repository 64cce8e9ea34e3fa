/** Where something stands: offsets into the line. */
interface FieldPlace {
  readonly start: number;
  readonly end: number;
}

/**
 * The value of a field ends at a comma before a blank, or with the message. A few statements print the code behind a blank
 * and last (`promotion_push_failed key=K error=NAME`, master_service.cpp, nvme_kv_backend.cpp): there a key without blanks
 * ends before it. A letter in UTF-8 may hold the byte that is a blank beyond ASCII.
 */
const keyField =
  /(?<!\w)(?:object_)?key=(?:[^ \t-\r]+(?= (?:error|error_code|code|reason)=[A-Z][A-Z0-9_]+$)|(?:(?!, )[\s\S])*)/g;

const noPlaces: readonly FieldPlace[] = [];

/**
 * Where the value of a `key=` field stands in a message of Mooncake: up to the comma that ends the field, or to the end.
 * Keys are the caller's words and may hold anything, also what looks like a report (`key=a error=-800, info=...`).
 */
export function keyFields(line: string, from: number, to: number): readonly FieldPlace[] {
  const first = line.indexOf('key=', from);
  if (first === -1 || first >= to) return noPlaces;
  return [...line.slice(from, to).matchAll(keyField)].map(({ 0: field, index }) => ({
    start: from + index + field.indexOf('=') + 1,
    end: from + index + field.length,
  }));
}

/**
 * Whether what stands at `at` belongs to a key; what follows a colon and a blank does not (`key=K: RPC_FAIL`).
 *
 * @param fields as `keyFields` gives them, in the order in which they stand
 */
export function inKey(line: string, at: number, fields: readonly FieldPlace[]): boolean {
  return isInField(at, fields) && !line.startsWith(': ', at - 2);
}

/** Whether one of these places, which stand one behind the other, holds an offset; a line may have any number of them. */
export function isInField(at: number, places: readonly FieldPlace[]): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]!.start <= at) low = middle + 1;
    else high = middle;
  }
  return low > 0 && at < places[low - 1]!.end;
}
