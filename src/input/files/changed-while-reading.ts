/**
 * What to say when a file was not as long as it was when reading began, or undefined when it was.
 *
 * @param path the file as the user named it
 * @param size its bytes when reading began
 * @param read bytes read up to its end
 */
export function sizeChange(path: string, size: number, read: number): string | undefined {
  if (read === size) return undefined;
  return read < size
    ? `${path}: became shorter while it was read; ${read} of its ${size} bytes were read`
    : `${path}: grew while it was read; ${read - size} bytes more than its first ${size} were read`;
}
