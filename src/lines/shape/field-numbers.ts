/** Before a number that tells in a record of JSON how bad it is, and before the line of a source file. */
const levelField = /[\s\S](?:evel|rity|elno|y_?number)(?:" ?: ?|=)"?$/i;
const sourceLineField = /(?:[\s\S]neno|["_.]line|[\s\S]e_number)(?:" ?: ?|=)"?$/i;
/** No such field's name is looked at further. */
const longestField = 16;

/** Whether a number tells a severity or the line of a source file, as fields of records and syslog's `<27>` do. */
export function isFieldNumber(line: string, from: number, to: number): boolean {
  const size = to - from;
  if (size > 6) return false;
  if (line[from - 1] === '<') return size <= 3 && line[to] === '>' && (from === 1 || line[from - 2] === ' ');
  const before = line.slice(Math.max(0, from - longestField), from);
  return (size <= 2 && levelField.test(before)) || sourceLineField.test(before);
}
