/** A line without its terminal escapes, and the way back to the line's own offsets. */
interface PlainLine {
  readonly text: string;
  /** The offset in the original line of a character of `text`; `text.length` maps to the end of the line. */
  readonly original: (offset: number) => number;
}

// CSI (colours, cursor), OSC (titles, links; ended by BEL or ST), two-character escapes, and choices of characters (`tput sgr0` writes one).
const terminalEscape =
  /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_78=>c]|[#%()*+./-][0-~])/g;

/**
 * Takes terminal escapes out of a line, so that colours anywhere do not hide a code. Returns undefined for a line that
 * holds none, the usual case.
 */
export function withoutEscapes(line: string): PlainLine | undefined {
  if (!line.includes('\x1b')) return undefined;
  let text = '';
  let from = 0;
  const starts: number[] = [];
  const shifts: number[] = [];
  for (const match of line.matchAll(terminalEscape)) {
    text += line.slice(from, match.index);
    from = match.index + match[0].length;
    starts.push(text.length);
    shifts.push(from - text.length);
  }
  text += line.slice(from);
  const original = (offset: number): number => {
    if (offset === text.length) return line.length;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? offset : offset + shifts[low - 1]!;
  };
  return { text, original };
}
