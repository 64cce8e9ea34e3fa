import { showsSeverity } from './prefilter.ts';
import type { Prefix } from './prefix/prefix.ts';

/**
 * The severity that a line counts under: that of a glog header, or of a level in capitals (`ERROR`, `"level":"WARNING"`). Levels
 * that are written in other ways (`error`, 50, `<27>`) do not count, since lines that report nothing are not looked at for them.
 *
 * @param text the line without terminal escapes, or its shape's text
 */
export function countedSeverity(
  text: string,
  { severity }: Pick<Prefix, 'severity'>,
): 'F' | 'E' | 'W' | undefined {
  if (severity !== 'F' && severity !== 'E' && severity !== 'W') return undefined;
  return showsSeverity(text) ? severity : undefined;
}
