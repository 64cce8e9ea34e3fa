const carriageReturn = 13;
const lineFeed = 10;

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
