/** What glues a word into a key, a path or an identifier: `a/RPC_FAIL@3`, `x-RPC_FAIL`. */
const glue = '-@/.#';
const scope = /(?:Error|Status|ErrorCode)$/;

/**
 * Whether the word between two offsets is a report of its own: neither part of a longer word, a key or a path, nor the name of
 * a setting (`NAME=value`, `$NAME`) or a call (`NAME()`).
 *
 * @example standsAlone('error: RPC_FAIL', 7, 15) // true
 * @example standsAlone('key a/RPC_FAIL@3', 6, 14) // false
 */
export function standsAlone(line: string, start: number, end: number): boolean {
  return startsAlone(line, start) && endsAlone(line, end);
}

/** Whether what begins at an offset is no part of a longer word, a key or a path. */
export function startsAlone(line: string, start: number): boolean {
  const before = line[start - 1] ?? '';
  if (isWord(before)) return false;
  // A sentence may end before the word, and the scope of an enumeration may stand there (ErrorCode.NAME).
  if (before !== '' && glue.includes(before) && isWord(line[start - 2] ?? '')) {
    if (before !== '.' || !scope.test(line.slice(Math.max(0, start - 10), start - 1))) return false;
  }
  return before !== '$';
}

/** Whether what ends at an offset is no part of a longer word, a key or a path, and no setting or call. */
export function endsAlone(line: string, end: number): boolean {
  const after = line[end] ?? '';
  const next = line[end + 1] ?? '';
  if (isWord(after)) return false;
  if (after !== '' && glue.includes(after) && isWord(next)) return false;
  if (after === '=') return false;
  // `NAME(-800)` reports.
  return !(after === '(' && (next === '' || next === ')' || /[A-Za-z_]/.test(next)));
}

/** Whether a character can be part of a word; an empty one can not. */
function isWord(character: string): boolean {
  return /^\w/.test(character);
}
