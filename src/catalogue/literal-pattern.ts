/**
 * A text as a regular expression that matches just that.
 *
 * @example literalPattern('a.b') // 'a\\.b'
 */
export function literalPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
