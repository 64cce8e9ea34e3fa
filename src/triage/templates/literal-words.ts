import { errorTexts } from './error-texts.ts';

// Numbers that a mask left are codes or errnos. Names of codes and of work-completion states hold underscores, QP states
// (RTR, RTS, INIT) are in capitals; a status stands before a colon.
const fixed =
  /(?<![\w<-])-?\b(?:0x[0-9a-f]+|\d+)\b(?![>\w])|\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*\b|\b[A-Z][a-z]+(?:[A-Z][a-z]+)*(?=:)/;
const mayBeFixed = /[A-Z\d]/;
// Where in a word an error text may begin (`err=timeout`), and what may follow its last word.
const opening = /[=:("'[]/;
const closing = /[^a-z]+$/;

/** Error texts by their first word, in lower case. */
const texts = new Map<string, (readonly string[])[]>();
for (const text of errorTexts) {
  const [first, ...rest] = text.toLowerCase().split(' ') as [string, ...string[]];
  const others = texts.get(first);
  if (others === undefined) texts.set(first, [rest]);
  else others.push(rest);
}

// A message that has more words is cut.
const mostWords = 48;
// Control characters part words like blanks: none gets into a template.
const blanks = /[^!-~\x80-\uffff]+/;

/** Stands for any number of further words. */
export const furtherWords = '<...>';

/** The words of a masked message; an empty one has an empty word. */
export function wordsOf(form: string): string[] {
  const words = form.split(blanks).filter((word) => word !== '');
  if (words.length === 0) return [''];
  return words.length <= mostWords ? words : [...words.slice(0, mostWords), furtherWords];
}

/**
 * Which words of a masked message tell failures apart, so that no template may leave them open: names of codes, codes,
 * errnos, error texts, work-completion and QP states, statuses. `words` are what `wordsOf` gives.
 */
export function literalWords(words: readonly string[]): boolean[] {
  const isFixed = words.map((word) => mayBeFixed.test(word) && fixed.test(word));
  for (let index = 0; index < words.length; index++) {
    const length = errorTextAt(words, index);
    isFixed.fill(true, index, index + length);
  }
  return isFixed;
}

/** How many words the longest error text has that begins in the word at `index`; 0 if none does. */
function errorTextAt(words: readonly string[], index: number): number {
  const word = words[index]!.toLowerCase();
  let longest = 0;
  for (let start = 0; ; ) {
    const first = word.slice(start);
    for (const rest of texts.get(first.replace(closing, '')) ?? texts.get(first) ?? [])
      if (rest.length >= longest && follow(words, index, rest)) longest = rest.length + 1;
    const next = first.search(opening);
    if (next === -1) return longest;
    start += next + 1;
  }
}

function follow(words: readonly string[], index: number, rest: readonly string[]): boolean {
  return rest.every((expected, at) => {
    const word = words[index + 1 + at]?.toLowerCase();
    return word === expected || (at === rest.length - 1 && word?.replace(closing, '') === expected);
  });
}
