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
export interface TerminalSafeOptions {
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
