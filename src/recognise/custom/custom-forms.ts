import type { Catalogue } from '../../catalogue/catalogue.ts';
import { type Code, type Component, isNormal } from '../../catalogue/code.ts';
import type { Prefix } from '../prefix/prefix.ts';
import { OwnNames } from './custom-names.ts';
import { OwnNumberForm } from './custom-numbers.ts';
import { OwnSilences } from './custom-silences.ts';
import { OwnFields } from './own-fields.ts';
import { OwnGate } from './own-gate.ts';
import type { OwnHit } from './own-scope.ts';
import { isCounted, isCountOfNone, lowerCase } from './sought-text.ts';

/** Values of one component, and the forms in which its numbers stand. */
interface NumbersOf {
  readonly component: Component;
  readonly form: OwnNumberForm;
}

const noHits: readonly OwnHit[] = [];
const word = /\w/;
const hexadecimal = /^0x[0-9a-f]{1,16}$/i;
// More digits are no code.
const mostDigits = 10;

/** Finds codes in the forms that operators' catalogues state. Linear in the length of the text. */
export class OwnFormReader {
  readonly #names: OwnNames;
  readonly #silences: OwnSilences;
  readonly #fields: OwnFields;
  readonly #everywhere: readonly NumbersOf[];
  readonly #limited: readonly NumbersOf[];
  readonly #values = new Set<number>();
  /** Whether a form tells of numbers that are no codes. */
  readonly #tellsUnknown: boolean;
  readonly #hasHex: boolean;
  readonly #preferred: Component | undefined;
  readonly #specimen: number;
  readonly #gate: OwnGate;

  /**
   * @param normal whether success counts
   * @param preferred settles a number that components share in favour of this one
   * @param decimal what stands for a number in the texts of shapes that do not tell it
   */
  constructor(catalogue: Catalogue, normal: boolean, preferred?: Component, decimal = '7') {
    this.#preferred = preferred;
    this.#specimen = Number(decimal);
    this.#gate = new OwnGate(catalogue);
    const counted = (code: Code): boolean => normal || !isNormal(code);
    this.#names = new OwnNames(catalogue, counted, preferred);
    this.#silences = new OwnSilences(catalogue);
    const numbers: NumbersOf[] = [];
    for (const forms of catalogue.own) {
      const own = forms.added && forms.files.length + forms.loggers.length > 0;
      const all = [...forms.numbers, ...(own ? [{ ...forms, after: [] }] : [])];
      if (all.length === 0) continue;
      const codes = new Map([...catalogue.valuesOf(forms.component)].filter(([, code]) => counted(code)));
      for (const each of all) {
        const form = new OwnNumberForm(each, codes);
        for (const number of form.written) this.#values.add(number);
        numbers.push({ component: forms.component, form });
      }
    }
    this.#everywhere = numbers.filter(({ form }) => form.everywhere);
    this.#limited = numbers.filter(({ form }) => !form.everywhere);
    this.#tellsUnknown = numbers.some(({ form }) => form.form.unknown === true);
    this.#hasHex = numbers.some(({ form }) => form.form.hex === true);
    this.#fields = new OwnFields(
      numbers.filter(({ form }) => (form.form.fields ?? []).length > 0),
      this.#specimen,
    );
  }

  /** Whether the catalogue says that the line reports no error, whatever it states. */
  isSilent(line: string, prefix: Prefix): boolean {
    return this.#silences.coverAll(line, prefix);
  }

  /** The codes that the line states, in the order in which they stand; a code may come more than once. */
  read(line: string, prefix: Prefix): readonly OwnHit[] {
    if (!this.#gate.mayPass(line)) return noHits;
    const numbers = this.#formsFor(prefix);
    if (this.#names.isEmpty && numbers.length === 0) return noHits;
    let hits: OwnHit[] | undefined;
    let small: string | undefined;
    const lower = (): string => {
      small ??= lowerCase(line);
      return small;
    };
    const { hasWide } = this.#names;
    const { message: from, messageEnd: to } = prefix;
    for (let at = from; at < to; at++) {
      const first = line.charCodeAt(at);
      let hit: OwnHit | undefined;
      if (isWord(first)) {
        const start = at;
        let digits = true;
        for (let code = first; at < to && isWord(code); code = line.charCodeAt(++at))
          digits &&= isDigit(code);
        hit = this.#names.at(line, start, at, prefix, lower);
        if (hit === undefined && numbers.length > 0 && (digits || (this.#hasHex && first === 48)))
          hit = this.#number(line, start, at, prefix, numbers, digits);
      } else if (hasWide && first >= 128) hit = this.#names.wideAt(line, at, prefix, lower);
      if (hit === undefined) continue;
      hits ??= [];
      hits.push(hit);
      at = Math.max(at, hit.end) - 1;
    }
    return hits === undefined ? noHits : this.#silences.leave(hits, line, prefix);
  }

  /** The codes that the fields of a line of JSON state, wherever its message stands. */
  fields(line: string, prefix: Prefix): readonly OwnHit[] {
    return this.#fields.isEmpty ? noHits : this.#fields.read(line, prefix);
  }

  #formsFor(prefix: Prefix): readonly NumbersOf[] {
    const all =
      this.#limited.length === 0 || (prefix.file ?? prefix.logger) === undefined
        ? this.#everywhere
        : [...this.#everywhere, ...this.#limited];
    return all.filter(({ form }) => form.holdsFor(prefix));
  }

  #number(
    line: string,
    digits: number,
    end: number,
    prefix: Prefix,
    forms: readonly NumbersOf[],
    isDecimal: boolean,
  ): OwnHit | undefined {
    const text = line.slice(digits, end);
    if (digits === prefix.message || (isDecimal ? text.length > mostDigits : !hexadecimal.test(text)))
      return undefined;
    if (!endsFree(line, end, prefix.messageEnd)) return undefined;
    const isNegative = isDecimal && line[digits - 1] === '-';
    const start = isNegative ? digits - 1 : digits;
    const value = isNegative ? -Number(text) : isDecimal ? Number(text) : fromHex(text, this.#values);
    if (!this.#values.has(value) && !this.#tellsUnknown) return undefined;
    let weight = -1;
    let found: { component: Component; code: Code | undefined; value: number }[] = [];
    for (const { component, form } of forms) {
      if (!isDecimal && form.form.hex !== true) continue;
      const hit = form.hitAt(value, line, prefix.message, start);
      if (hit === undefined) continue;
      // The form with the most fixed text knows best, and of two the one that is for lines of this source.
      const itsWeight = hit.weight + (form.everywhere ? 0 : 0.5);
      if (itsWeight < weight) continue;
      if (itsWeight > weight) found = [];
      weight = itsWeight;
      found.push({ component, code: hit.code, value: hit.value });
    }
    if (found.length === 0) return undefined;
    if (isCounted(line, end, prefix.messageEnd) || isCountOfNone(line, end, prefix.messageEnd))
      return undefined;
    const codes = [...new Set(found.flatMap(({ code }) => code ?? []))];
    const preferred = codes.filter(({ component }) => component === this.#preferred);
    const [first] = found;
    // A shape's text does not tell the numbers that the catalogue lacks.
    const told = isDecimal && value !== this.#specimen;
    return {
      evidence: 'number',
      readings: preferred.length > 0 ? preferred : codes,
      component: first!.component,
      value: codes.length > 0 || told ? first!.value : undefined,
      start,
      end,
    };
  }
}

/** The key in the catalogue's messages for a line that glog did not print, if it has any. */
export function callerOf(prefix: Prefix, catalogue: Catalogue): string | undefined {
  if (catalogue.callers.size === 0) return undefined;
  if (prefix.file !== undefined && catalogue.callers.has(prefix.file)) return prefix.file;
  for (
    let name = prefix.logger ?? '';
    name !== '';
    name = name.slice(0, Math.max(0, name.lastIndexOf('.')))
  ) {
    if (catalogue.callers.has(name)) return name;
  }
  return undefined;
}

/** A number as 0x7bc8a; of two meanings, with and without a sign of 32 bits, the one that a code has. */
function fromHex(text: string, values: ReadonlySet<number>): number {
  const value = Number(text);
  return !values.has(value) && values.has(value | 0) ? value | 0 : value;
}

/** A number ends where no word, fraction, ratio or unit goes on; a sentence may end there. */
function endsFree(line: string, end: number, to: number): boolean {
  if (end >= to) return true;
  const after = line[end]!;
  if (after === '%') return false;
  return !'.:/-@'.includes(after) || end + 1 >= to || !word.test(line[end + 1]!);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWord(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}
