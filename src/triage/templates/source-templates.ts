import { furtherWords } from './error-texts.ts';
import { addCounts } from './line-count.ts';
import { type CountedWords, type MessageClusterData, templatesOf } from './message-cluster.ts';

/** Messages of more different lengths than this, alike in the words that are never left open, end in free text. */
const mostLengths = 8;

/** The templates of one source and severity. Texts of many lengths become what they begin with. */
export function sourceTemplates(groups: readonly MessageClusterData[]): CountedWords[] {
  const alike = new Map<string, MessageClusterData[]>();
  for (const group of groups) {
    const key = group.forms[0]!.words.filter((_, index) => group.isFixed[index]).join(' ');
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [group]);
    else others.push(group);
  }
  return [...alike.values()].flatMap((same) => {
    const lengths = new Set(same.map(({ isFixed }) => isFixed.length));
    return lengths.size > mostLengths ? [beginning(same)] : same.flatMap(templatesOf);
  });
}

/** What all messages of the groups begin with, then their fixed words. */
function beginning(groups: readonly MessageClusterData[]): CountedWords {
  const forms = groups.flatMap((group) => group.forms.map((form) => ({ ...form, isFixed: group.isFixed })));
  const [first] = forms as [(typeof forms)[number]];
  const shortest = Math.min(...forms.map(({ words }) => words.length));
  let shared = 0;
  while (shared < shortest && forms.every(({ words }) => words[shared] === first.words[shared])) shared++;
  const words = first.words.slice(0, shared);
  const fixed = first.words.filter((_, index) => index >= shared && first.isFixed[index]);
  const all = [...words, furtherWords, ...fixed.flatMap((word) => [word, furtherWords])];
  return { words: all, isFixed: all.map(() => false), count: addCounts(forms.map(({ count }) => count)) };
}
