import { showsSeverity } from './prefilter.ts';
import type { Prefix } from './prefix/prefix.ts';

/**
 * The severity that a line counts under: that of a glog header, of a level in capitals (`ERROR`), in brackets (`[error]`), or in a
 * field of a record (`"level":"error"`, `"level":50`, `level=error`). A level that is written in other ways (`error: `, `<27>`) does
 * not count, since lines that report nothing are not looked at for it.
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
