import { shownPart } from '../../recognise/prefix/terminal-text.ts';

/**
 * What must be looked at, in bytes read as Latin-1: a colour (SGR) sequence, any well-formed UTF-8 sequence, a
 * CRLF, and control bytes, alone or as bytes that are not UTF-8.
 */
const SPECIAL = new RegExp(
  [
    '\\x1b\\[[0-9;:]{0,32}m',
    '[\\xc2-\\xdf][\\x80-\\xbf]',
    '\\xe0[\\xa0-\\xbf][\\x80-\\xbf]',
    '[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}',
    '\\xed[\\x80-\\x9f][\\x80-\\xbf]',
    '\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}',
    '[\\xf1-\\xf3][\\x80-\\xbf]{3}',
    '\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}',
    '\\r\\n',
    '[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f]',
  ].join('|'),
  'g',
);

/** Anything that could need a change; text of printable ASCII passes without a copy. */
const SUSPICIOUS = /[\x00-\x08\x0b-\x1f\x7f-\xff]/;

/**
 * Characters that reorder or hide what stands around them: U+061C, U+200E and F, U+202A to E, U+2066 to 9
 * (Unicode's bidirectional controls), as UTF-8 read as Latin-1.
 */
const BIDIRECTIONAL = /^(?:\xd8\x9c|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9])$/;

/** A C1 control character in UTF-8; some terminals obey it like an escape sequence. */
const C1 = /^\xc2[\x80-\x9f]$/;

const RESET = '\x1b[0m';

/** How {@link terminalSafe} treats colours. */
interface TerminalSafeOptions {
  /** let colour sequences in the lines through; default true */
  readonly colours?: boolean;
}

/**
 * Makes lines from a log harmless for a terminal: no byte of them can move the cursor, set the title or the
 * clipboard, link, reorder or hide text.
 *
 * Control characters become their pictures (ESC becomes `␛`), C1 and bidirectional controls `\u{202E}`, control
 * bytes outside UTF-8 `\x9B`. Line ends, tabs and all other text stay. Colours (SGR sequences, but for
 * concealment) may pass and end with their line.
 *
 * @param lines whole lines; the last may lack its line end
 * @returns the same buffer when there was nothing to change
 */
export function terminalSafe(lines: Buffer, { colours = true }: TerminalSafeOptions = {}): Buffer {
  const text = lines.toString('latin1');
  if (!SUSPICIOUS.test(text)) return lines;
  let coloured = false;
  const endColour = (): string => {
    const reset = coloured ? RESET : '';
    coloured = false;
    return reset;
  };
  const safe = text.replace(SPECIAL, (special) => {
    if (special === '\n' || special === '\r\n') return endColour() + special;
    if (special.length === 1) return control(special.charCodeAt(0));
    if (special.startsWith('\x1b')) {
      if (!colours || conceals(special)) return control(0x1b) + special.slice(1);
      coloured = !/^\x1b\[0*m$/.test(special);
      return special;
    }
    return C1.test(special) || BIDIRECTIONAL.test(special) ? escaped(special) : special;
  });
  return Buffer.from(safe + endColour(), 'latin1');
}

/** SGR 8 hides text. The numbers after 38, 48 and 58 are colours and may be 8. */
function conceals(sequence: string): boolean {
  const parameters = sequence.slice(2, -1).replace(/[345]8[;:](?:5[;:]\d*|2(?:[;:]\d*){3})/g, '');
  return /(?:^|[;:])0*8(?:[;:]|$)/.test(parameters);
}

/** A control byte's picture (U+2400 and following), in UTF-8 read as Latin-1. */
function control(byte: number): string {
  if (byte >= 0x80) return `\\x${byte.toString(16).toUpperCase()}`;
  return Buffer.from(String.fromCharCode(byte === 0x7f ? 0x2421 : 0x2400 + byte)).toString('latin1');
}

function escaped(sequence: string): string {
  const point = Buffer.from(sequence, 'latin1').toString().codePointAt(0) ?? 0;
  return `\\u{${point.toString(16).toUpperCase()}}`;
}

/**
 * What is wrong with an input, for a place where its name stands already: documents hold the whole message, which begins with
 * the name.
 *
 * @example faultText({ name: 'a.log', fault: 'a.log: no such file (check it)' }) // 'no such file (check it)'
 */
export function faultText({ name, fault }: { readonly name: string; readonly fault: string }): string {
  const front = `${name}: `;
  return fault.startsWith(front) ? fault.slice(front.length) : fault;
}

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
