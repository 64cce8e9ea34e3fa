import type { Component } from './code.ts';

/** Which lines something of an operator's catalogue holds for; a field that is absent excludes none. */
export interface OwnScope {
  /** Source files, and loggers with those below them (`orders` means `orders.api` too); both empty: any line. */
  readonly files: readonly string[];
  readonly loggers: readonly string[];
  /** Severities as glog's letters (`WEF`); a line whose severity is not known always counts. */
  readonly severities?: string | undefined;
  /** Whether a line whose severity is not known does not count. */
  readonly known?: boolean | undefined;
}

/** A text of an operator's catalogue that is looked for in lines; `{}` stands for any text between two fixed ones. */
export interface OwnText {
  readonly text: string;
  /** Whether upper and lower case (of ASCII) are one. */
  readonly anyCase?: boolean | undefined;
  /** Whether a blank stands for one or more blanks. */
  readonly anyBlanks?: boolean | undefined;
  /** Whether punctuation, or an end of the message, must stand before it and behind it. */
  readonly clause?: boolean | undefined;
}

/** A name or alias of a code, and where it states that. */
export interface OwnSpelling extends OwnText, OwnScope {
  /** The code's name. */
  readonly code: string;
  /** Whether it is an alias, and no name. */
  readonly isAlias: boolean;
}

/** A text that says that the line it stands in reports no error, whatever else the line states. */
export interface OwnSilence extends OwnText, OwnScope {}

/** Where a number is a code of an operator's component. */
export interface NumberForm extends OwnScope {
  /**
   * Texts that stand before the number, in any case, `{}` standing for any text; between text and number may stand
   * blanks, `=`, `:`, `is`, quotes or an opening bracket. Empty: the usual words (`error`, `ret`, `status`, ...), unless there
   * are fields.
   */
  readonly after: readonly string[];
  /** Fields of a line that is a JSON object, by their path: `error.code`. */
  readonly fields?: readonly string[] | undefined;
  /** Fields of which the line must have one, by their path, for those of `fields` to count; absent: none. */
  readonly beside?: readonly string[] | undefined;
  /** Whether the number may be written as 0x7bc8a. */
  readonly hex?: boolean | undefined;
  /** Whether a number that is no code of the component is `Uncatalogued`. */
  readonly unknown?: boolean | undefined;
  /** What is added to values there: 0x5000000 where 0x5000009 states 9. */
  readonly bases?: readonly number[] | undefined;
  /** Whether the fields hold names of codes, and no numbers. */
  readonly only?: 'names' | undefined;
  /** Whether values stand there with the other sign: -110 for 110. */
  readonly negated?: boolean | undefined;
}

/** How a form writes a value. */
export function writtenValues(
  { bases, negated }: Pick<NumberForm, 'bases' | 'negated'>,
  value: number,
): readonly number[] {
  const own = negated === true ? -value : value;
  return bases === undefined ? [own] : bases.map((base) => base + own);
}

/**
 * How lines state the codes that an operator's catalogue adds to one component. Mooncake's own forms (negative numbers
 * after a keyword, statuses, lists) hold for Mooncake's components only.
 */
export interface OwnForms extends OwnScope {
  readonly component: Component;
  /** Whether the catalogue brought the component; Mooncake's own forms then do not find its codes. */
  readonly added: boolean;
  /** Where names and aliases of codes count: on any line, on lines of its own files and loggers, or nowhere. */
  readonly names: 'anywhere' | 'own' | 'never';
  readonly numbers: readonly NumberForm[];
  /** Names and aliases of the codes that the catalogue adds, and of built-in ones that it gives aliases. */
  readonly spellings: readonly OwnSpelling[];
  /** Texts on whose lines no code of the component counts. */
  readonly silences?: readonly OwnSilence[] | undefined;
}

// A name such as RPC_FAIL or X2_ERR: what the scanner's byte rule lets through (src/recognise/candidate.ts).
const plainName = /[A-Z0-9]_[A-Z]/;

/** Whether lines can state these codes in ways that the scanner's byte rule does not know, so that it would miss some. */
export function beyondByteRule(forms: OwnForms): boolean {
  if (forms.numbers.length > 0) return true;
  if (forms.added && (forms.files.length > 0 || forms.loggers.length > 0)) return true;
  if (forms.names === 'never') return false;
  return forms.spellings.some(({ text, anyCase }) => anyCase === true || !plainName.test(text));
}
