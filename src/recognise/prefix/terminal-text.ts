import { MappedText } from './mapped-text.ts';

const carriageReturn = 13;
const lineFeed = 10;

// CSI (colours, cursor), OSC (titles, links; ended by BEL or ST), two-character escapes and choices of characters; then CSI as rsyslog and cat -v write it.
const escapes =
  /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_78=>c]|[#%()*+./-][0-~])|(?:#\d{1,3}|\^\[)\[[\d;]{0,20}[mK]/g;

/**
 * A line as a terminal would come to show it: what progress bars wrote before its last lone carriage return is gone, so are
 * those behind it, colours and movements.
 */
export function terminalText(line: string): MappedText {
  let end = line.length;
  while (end > 0 && line.charCodeAt(end - 1) === carriageReturn) end--;
  const start = behindLoneReturn(line, end);
  const whole = MappedText.of(line);
  const shown = start === 0 && end === line.length ? whole : whole.slice(start, end);
  return dropEscapes(shown);
}

/** Where what a terminal would show begins: behind the last carriage return that is not a part of a line end. */
function behindLoneReturn(line: string, end: number): number {
  let at = line.lastIndexOf('\r', end - 1);
  while (at > 0 && line.charCodeAt(at + 1) === lineFeed) at = line.lastIndexOf('\r', at - 1);
  return at + 1;
}

/** A text without terminal escapes. */
export function dropEscapes(text: MappedText): MappedText {
  if (!/[\x1b#^]/.test(text.text)) return text;
  return text.without(escapes);
}

/**
 * What a terminal would come to show of lines: what progress bars wrote before the last carriage return of a line is gone. Carriage
 * returns at the end of a line overwrite nothing, and stay.
 *
 * @example shownPart('10%|# |\r20%|##|\rE0730 ...\r\n') // 'E0730 ...\r\n'
 */
export function shownPart(lines: string): string {
  if (!lines.includes('\r')) return lines;
  return lines
    .split('\n')
    .map((line) => line.slice(shownFrom(line, line.length)))
    .join('\n');
}

/** Where what a terminal would show of `line` up to `end` begins. */
function shownFrom(line: string, end: number): number {
  let to = end;
  while (to > 0 && line.charCodeAt(to - 1) === carriageReturn) to--;
  return to === 0 ? 0 : line.lastIndexOf('\r', to - 1) + 1;
}

/**
 * The same of bytes, which are returned themselves where nothing is to be left out.
 *
 * @param lines whole lines; the last may lack its end
 */
export function shownBytes(lines: Buffer): Buffer {
  let at = lines.indexOf(carriageReturn);
  // Most carriage returns are those of line ends.
  while (at !== -1 && lines[at + 1] === lineFeed) at = lines.indexOf(carriageReturn, at + 2);
  return at === -1 ? lines : Buffer.from(shownPart(lines.toString('latin1')), 'latin1');
}
