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

/** An escape sign as rsyslog and cat -v write it: `#033[`, `^[[`. */
const spelledEscape = /(?:#\d{1,3}|\^\[)\[$/;

/** Where an escape of a terminal or of JSON ends, when a run would begin within it. */
export function escapeOver(line: string, from: number): number | undefined {
  if (line.endsWith('\x1b[', from) && from >= 2)
    return from + /^[\x20-\x3f]*[\s\S]?/.exec(line.slice(from))![0].length;
  if (spelledEscape.test(line.slice(Math.max(0, from - 5), from))) {
    const rest = /^[\d;]{0,20}[mK]/.exec(line.slice(from, from + 21));
    if (rest !== null) return from + rest[0].length;
  }
  if (line[from - 1] !== '\\' || !/[A-Za-z]/.test(line[from]!)) return undefined;
  const json = /^u001[bB](?:\[[\x20-\x3f]*[\s\S]?)?|^u[0-9a-fA-F]{4}/.exec(line.slice(from));
  return from + (json?.[0].length ?? 1);
}
