import { jsonLine } from './json-line.ts';

/** What separates a line from its annotations. */
export const annotationMark = '  <- ';

// The start of an annotation: `Component / Group: ...`, `Ambiguous: ...` or `Uncatalogued: ...`, perhaps coloured.
const annotationStart = /^(?:\x1b\[[\d;]*m)?(?:Ambiguous|Uncatalogued|[A-Za-z][\w .-]* \/ [^:;]+?)[:,] /;

/**
 * Where the annotations of an already annotated line begin, or -1. No annotation contains the separator, so the last one
 * on the line decides; text that merely holds ` <-` is left alone, and so is what a string of a JSON line holds.
 */
export function annotationsAt(line: string): number {
  // The arrow is rare and found at the speed of memchr; only then is it worth searching backwards.
  if (line.indexOf('<- ') === -1) return -1;
  const at = line.lastIndexOf(annotationMark);
  if (at === -1) return -1;
  const rest = line.slice(at + annotationMark.length, at + annotationMark.length + 200);
  return annotationStart.test(rest) && jsonLine(line) === undefined ? at : -1;
}
