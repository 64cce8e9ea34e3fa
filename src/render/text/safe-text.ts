import { shownPart } from '../../recognise/prefix/shown-part.ts';
import { terminalSafe } from './terminal-safe.ts';

/**
 * Where text from outside is shown: `terminal`, lines of it, whose colours may pass; `line`, one line of a table, a message or a
 * header; `html`, a page; `json`, inside a JSON text, whose meaning stays.
 */
export type Target = 'terminal' | 'line' | 'html' | 'json';

/**
 * What acts on its surroundings, or is dropped or replaced by what shows it: control characters, Unicode's bidirectional
 * controls, its line and paragraph separators, the byte order mark, and surrogates that stand alone (`u` reads pairs as one).
 */
const HARMFUL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Cs}]/gu;

/**
 * Makes text that comes from outside (logs, file names, arguments, catalogues) harmless for where it is shown.
 *
 * Control characters become their pictures (ESC becomes `␛`), everything else that acts unseen `\u{202E}`; in JSON `\u202e`,
 * which means the same there. In a `line`, line ends become `␊` and tabs blanks.
 *
 * @example safeText('a\x1b[2J\nb', 'line') // 'a␛[2J␊b'
 */
export function safeText(text: string, target: Target): string {
  switch (target) {
    case 'terminal':
      return terminalSafe(Buffer.from(text)).toString();
    case 'line':
      return text.replaceAll(/\r?\n/g, '␊').replaceAll('\t', ' ').replace(HARMFUL, pictured);
    case 'html':
      return text.replace(HARMFUL, pictured);
    case 'json':
      return text.replace(HARMFUL, (character) => {
        return character < ' ' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
      });
  }
}

/** Text of a log, given as its bytes in latin1, as one that can be shown: its lines begin where a terminal would show them, and bytes that are no UTF-8 become `\x9B`. */
export function safeLog(latin1: string): string {
  return terminalSafe(Buffer.from(shownPart(latin1), 'latin1'), { colours: false }).toString();
}

function pictured(character: string): string {
  const point = character.codePointAt(0)!;
  if (point < 0x20) return String.fromCharCode(0x2400 + point);
  if (point === 0x7f) return '\u2421';
  return `\\u{${point.toString(16).toUpperCase()}}`;
}
