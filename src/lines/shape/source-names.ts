const behindSource = /[\w]\.(?:c|cc|cpp|cu|h|hpp|go|py|rs)$/;
/** No name of a source file is longer. */
const longestName = 255;

/** Whether the run that begins here follows the name of a source file and a colon. */
export function isBehindSource(line: string, from: number): boolean {
  return line[from - 1] === ':' && behindSource.test(line.slice(Math.max(0, from - 7), from - 1));
}

/** Where the name of a source file begins that ends at an offset. */
export function nameStart(line: string, end: number): number {
  let at = end;
  while (at > 0 && end - at < longestName && /[\w.-]/.test(line[at - 1]!)) at--;
  return at;
}
