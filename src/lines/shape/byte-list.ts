const openingBrace = 0x7b;
const field = '"MESSAGE":[';
const list = Buffer.from(field);

/**
 * Whether a line is a record of journald whose message is a list of its bytes, as other than plain characters are written.
 * Its shape would hold each number once, so that it has none.
 *
 * @param line as latin1, or the buffer that it stands in
 */
export function listsBytes(line: string | Buffer, start = 0, end = line.length): boolean {
  if (typeof line === 'string') return line.startsWith('{', start) && line.includes(field, start);
  if (line[start] !== openingBrace) return false;
  const at = line.subarray(start, end).indexOf(list);
  return at !== -1;
}
