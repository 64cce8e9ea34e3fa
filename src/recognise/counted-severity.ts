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

/**
 * How some writers show a severity in ways that the prefilter does not mark, as they are short and rare:
 * `[E ProcessGroupNCCL.cpp:475]`, `[E 260730 02:14:10 web:212]`, `02:14:10,220 E 4133`, `02:14:10.220114: E external`,
 * `02:14:10.524630 W |`, zap's console, redis, and syslog's priorities.
 */
const rare = /\[[A-Z] [A-Z0-9]|\d:? [A-Z] [A-Za-z0-9|]|\t[a-z]{4,6}\t|\d [.*#] |^(?:\[[ \d.]+\] )?<\d{1,3}>/;

/**
 * Whether lines of a form show their severities in a way of which the prefilter marks none, so that who needs all lines of some
 * severity has to look at all lines.
 *
 * @param head what stands before the message of a line, or of its shape's text
 */
export function hidesSeverity(head: string): boolean {
  return rare.test(head);
}
