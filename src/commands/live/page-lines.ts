import { safeText } from '../../render/text/safe-text.ts';
import { wrapped } from '../../render/text/wrapped.ts';
import type { Explanation } from '../explain.ts';

/** An explanation as lines for a screen of so many columns; longer ones go on in the next line, with their indentation. */
export function explained({ text, complaints }: Explanation, columns: number): string[] {
  const lines = [...complaints.map((one) => safeText(one, 'line')), ...text.split('\n')];
  return lines.flatMap((line) => {
    if (line.length <= columns) return [line];
    const indentation = /^ */.exec(line)![0].slice(0, Math.floor(columns / 2));
    return wrapped(line.trim(), Math.max(10, columns - indentation.length)).map((part) => indentation + part);
  });
}
