/** A copy of a text that holds no reference to the line that it was cut out of, which may be a megabyte. */
export function detachString(text: string): string {
  return Buffer.from(text).toString();
}
