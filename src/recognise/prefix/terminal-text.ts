import { MappedText } from './mapped-text.ts';

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

const carriageReturn = 13;
const lineFeed = 10;

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
