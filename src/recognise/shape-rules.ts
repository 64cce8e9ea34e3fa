import type { Catalogue } from '../catalogue/catalogue.ts';
import type { OwnText } from '../catalogue/own-forms.ts';
import type { ShapeRules } from '../lines/shape/shape-text.ts';

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
  const addSought = ({ text, anyCase }: OwnText): void => {
    add(text, true);
    if (anyCase === true) for (const spelled of [text.toLowerCase(), text.toUpperCase()]) add(spelled, true);
  };
  const add = (text: string, numbers: boolean): void => {
    for (const [word] of text.matchAll(run))
      if (word.length <= 16 && (numbers || /[A-Za-z]/.test(word))) words.add(word);
  };
  for (const { name } of catalogue.codes) add(name, true);
  for (const file of Object.keys(catalogue.parts.sourceFiles)) add(file, false);
  for (const { files, loggers, spellings, silences = [] } of catalogue.own) {
    for (const name of [...files, ...loggers]) add(name, true);
    for (const spelling of [...spellings, ...silences]) addSought(spelling);
  }
  for (const silence of catalogue.parts.silences ?? []) addSought(silence);
  const custom = new Set(catalogue.own.filter(({ added }) => added).map(({ component }) => component));
  for (const { component, value, lastValue = value } of catalogue.codes) {
    if (!custom.has(component)) continue;
    for (let one = Math.max(1, value); one <= lastValue; one++) words.add(String(one));
  }
  for (const { component, numbers } of catalogue.own) {
    for (const { after } of numbers) for (const text of after) add(text, true);
    if (numbers.some(({ hex }) => hex === true))
      for (const [value] of catalogue.valuesOf(component))
        for (const word of hexWords(value)) words.add(word);
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
  const decimal = ['7', '9', '8', '6', '5', '4', '3', '2', '1'].find((digit) => !words.has(digit)) ?? '7';
  return { words, stems, units: allUnits, glued: [...glued], decimal };
}

/** How programs write a value as 0x7bc8a: in small and large letters, alone or with zeros; a negative one as 32 bits. */
function hexWords(value: number): string[] {
  const digits =
    value < 0
      ? [(value >>> 0).toString(16)]
      : [value.toString(16), ...[2, 4, 8].map((width) => value.toString(16).padStart(width, '0'))];
  return [...new Set(digits.flatMap((one) => [`0x${one}`, `0x${one.toUpperCase()}`]))];
}
