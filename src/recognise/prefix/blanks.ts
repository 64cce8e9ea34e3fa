/**
 * Where a text ends without the blanks behind it. Only those of ASCII count: lines are read as latin1, where a byte of a
 * letter in UTF-8 may be another (the second byte of `à` is a no-break space).
 *
 * @param end where the text ends with them
 */
export function endBeforeBlanks(text: string, end: number): number {
  let at = end;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
