import type { Code, Component } from './code.ts';

/** Where a number is a code of an operator's component. */
export interface NumberForm {
  /**
   * Texts that stand before the number, in any case, `{}` standing for any text; between text and number may stand
   * blanks, `=`, `:`, `is`, quotes or an opening bracket. Empty: the usual words (`error`, `ret`, `status`, ...).
   */
  readonly after: readonly string[];
  /** Source files, and loggers with those below them, whose lines the form holds for; both empty: any line. */
  readonly files: readonly string[];
  readonly loggers: readonly string[];
}

/**
 * How lines state the codes that an operator's catalogue adds to one component. Mooncake's own forms (negative numbers
 * after a keyword, statuses, lists) hold for Mooncake's components only.
 */
export interface OwnForms {
  readonly component: Component;
  /** Whether the catalogue brought the component; Mooncake's own forms then do not find its codes. */
  readonly added: boolean;
  /** The component's own source files, and loggers with those below them (`orders` means `orders.api` too). */
  readonly files: readonly string[];
  readonly loggers: readonly string[];
  /** Where names and aliases of codes count: on any line, on lines of its own files and loggers, or nowhere. */
  readonly names: 'anywhere' | 'own' | 'never';
  readonly numbers: readonly NumberForm[];
  /** The codes that the catalogue adds, and built-in ones that it gives aliases. */
  readonly codes: readonly Code[];
}

// A name such as RPC_FAIL or X2_ERR: what the scanner's byte rule lets through (src/recognise/candidate.ts).
const plainName = /[A-Z0-9]_[A-Z]/;

/** Whether lines can state these codes in ways that the scanner's byte rule does not know, so that it would miss some. */
export function beyondByteRule(forms: OwnForms): boolean {
  if (forms.numbers.length > 0) return true;
  if (forms.added && (forms.files.length > 0 || forms.loggers.length > 0)) return true;
  if (forms.names === 'never') return false;
  return forms.codes.some((code) => code.aliases !== undefined || !plainName.test(code.name));
}
