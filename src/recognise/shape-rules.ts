import type { Catalogue } from '../catalogue/catalogue.ts';
import { type NumberForm, type OwnText, writtenValues } from '../catalogue/own-forms.ts';
import { leadEndOf } from '../lines/shape/number-leads.ts';
import type { ShapeRules } from '../lines/shape/rules.ts';
import { endsOpen, usualTexts } from './custom/custom-numbers.ts';

/** How a form writes numbers. */
type WrittenForm = Pick<NumberForm, 'hex' | 'bases' | 'negated'>;

/** What prefixes name before a digit: ranks of vLLM, SGLang and torch. */
const ranks = ['rank', 'RANK', 'Rank', 'TP', 'DP', 'PP', 'EP', 'CP', 'default'];
/** Devices, of which rules ask for the kind. */
const devices = ['mlx'];
const units = ['s', 'ms', 'us', 'ns', 'B', 'K', 'M', 'G', 'KB', 'MB', 'GB', 'TB', 'KiB', 'MiB', 'GiB', 'th'];
/** Words that rules for other programs' lines ask for, and versions in names of modules. */
const always = ['0', '0x', 'h2', 'http2', 'S3', 's3', 'v0', 'v1', 'v2'];
/** A variable run (see shape-text.ts). */
const run = /[A-Za-z0-9]*[0-9][A-Za-z0-9]*/g;
/** Statuses of Tent whose number no status of the classic engine has: they are recognised as positive numbers. */
const tentStatuses = ['100', '131', '132', '133', '199'];

/**
 * What shapes of lines keep, so that everything that can decide about a finding stays in their text: words with digits and
 * numbers of the catalogue, and letters that its messages glue to an operand.
 */
export function shapeRulesOf(catalogue: Catalogue): ShapeRules {
  const words = new Set([...always, ...tentStatuses]);
  const glued = new Set<string>();
  const allUnits = new Set(units);
  const stems = new Set([...ranks, ...devices]);
  const numbers = new Set<string>();
  const ends = new Set<string>();
  const add = (text: string, numbers: boolean): void => {
    for (const [word] of text.matchAll(run))
      if (word.length <= 16 && (numbers || /[A-Za-z]/.test(word)))
        words.add(/^0x[0-9a-f]/i.test(word) ? word.toLowerCase() : word);
  };
  const addLed = (text: string, end: string | undefined): void => {
    if (end === undefined || text.length > 8) add(text, true);
    else {
      numbers.add(text);
      ends.add(end);
    }
  };
  // A number of a text stays behind what stands before it there.
  const addText = (text: string): void => {
    for (const { 0: word, index } of text.matchAll(run)) {
      if (/^\d+$/.test(word)) addLed(word, leadEndOf(text.slice(0, index)));
      else add(word, true);
    }
  };
  const addSought = ({ text, anyCase }: OwnText): void => {
    for (const part of text.split('{}')) addText(part);
    if (anyCase === true) for (const spelled of [text.toLowerCase(), text.toUpperCase()]) add(spelled, false);
  };
  for (const { name } of catalogue.codes) addText(name);
  for (const file of Object.keys(catalogue.parts.sourceFiles)) add(file, false);
  for (const { files, loggers, spellings, silences = [] } of catalogue.own) {
    for (const name of [...files, ...loggers]) add(name, true);
    for (const spelling of [...spellings, ...silences]) addSought(spelling);
  }
  for (const silence of catalogue.parts.silences ?? []) addSought(silence);
  for (const { added, component, numbers: forms, files, loggers } of catalogue.own) {
    const after = forms.flatMap((form) => form.after);
    for (const text of after) addSought({ text });
    const usual =
      (added && files.length + loggers.length > 0) ||
      forms.some((form) => form.after.length === 0 && form.fields === undefined);
    // What a text before a number ends with tells whether that may be a code.
    const texts = [...after, ...(usual ? usualTexts : []), ...forms.flatMap((form) => form.fields ?? [])];
    for (const text of texts) {
      const end = leadEndOf(Buffer.from(text.split('{}').at(-1)!, 'utf8').toString('latin1'));
      if (end !== undefined) ends.add(end);
    }
    const anywhere = after.some(endsOpen);
    // Fields state values as they are, as do forms that say nothing of it.
    const plain: WrittenForm[] = texts.length === 0 ? [] : [{ hex: forms.some(({ hex }) => hex === true) }];
    const written = forms.filter(({ bases, negated }) => bases !== undefined || negated === true);
    for (const form of [...plain, ...written])
      for (const [value] of catalogue.valuesOf(component))
        for (const number of writtenValues(form, value)) {
          const digits = String(number);
          if (number > 0) (anywhere || digits.length > 8 ? words : numbers).add(digits);
          if (form.hex === true) for (const word of hexWords(number)) words.add(word);
        }
  }
  for (const messages of Object.values(catalogue.parts.messages))
    for (const { pattern } of messages) {
      add(pattern.replaceAll('0x{}', '{}'), false);
      for (const [, letters] of pattern.matchAll(/([A-Za-z]+)\{\}/g)) {
        if (letters!.length >= 4 && letters!.length <= 8) glued.add(letters!);
        else if (letters !== 'x') stems.add(letters!);
      }
      for (const [, letters] of pattern.matchAll(/\{\}([A-Za-z]{1,16})/g)) allUnits.add(letters!);
    }
  if (ends.size > 0) for (const verb of ['is', 'was']) ends.add(verb);
  const isFree = (specimen: string): boolean => !words.has(specimen) && !numbers.has(specimen);
  const decimal = decimals.find(isFree) ?? '7';
  const led = numbers.size === 0 ? undefined : { numbers, ends };
  return { words, stems, units: allUnits, glued: [...glued], decimal, led };
}

/** What may stand for a number: the first that no code has. */
const decimals = [...'798654321', ...Array.from({ length: 90 }, (_, index) => String(99 - index))];

/** How programs write a value as 0x7bc8a: alone or with zeros, to 64 bits; a negative one as 32 bits. */
function hexWords(value: number): string[] {
  const digits =
    value < 0
      ? [(value >>> 0).toString(16)]
      : [value.toString(16), ...[2, 4, 8, 16].map((width) => value.toString(16).padStart(width, '0'))];
  return digits.map((one) => `0x${one}`);
}
