import { furtherWords, literalWords } from './error-texts.ts';
import { wildcard } from './message-cluster.ts';
import type { Template } from './template-tree.ts';

/** What tells a template from others; a pattern of a triage document is one. */
export type TemplateIdentity = Pick<Template, 'template' | 'source' | 'severity'>;

interface Known {
  readonly words: readonly string[];
  readonly isFixed: readonly boolean[];
}

/**
 * Templates of an earlier time, to tell which ones are new. Lines of source files move between versions, so only the file
 * counts; a word that is open in one of two templates may be any in the other, but for names of codes and the like.
 */
export class Baseline {
  readonly #known = new Map<string, Known[]>();

  constructor(templates: Iterable<TemplateIdentity>) {
    for (const template of templates) {
      const known = this.#known.get(keyOf(template));
      if (known === undefined) this.#known.set(keyOf(template), [parsed(template)]);
      else known.push(parsed(template));
    }
  }

  /** Whether messages of this template were there. */
  knows(template: TemplateIdentity): boolean {
    const own = parsed(template);
    return this.#known.get(keyOf(template))?.some((known) => agree(own, known)) ?? false;
  }
}

function keyOf({ severity, source }: TemplateIdentity): string {
  return `${severity} ${source?.replace(/:\d+$/, '') ?? ''}`;
}

function parsed({ template }: TemplateIdentity): Known {
  const words = template.split(' ');
  return { words, isFixed: literalWords(words) };
}

function agree(a: Known, b: Known): boolean {
  const ends = [a.words.indexOf(furtherWords), b.words.indexOf(furtherWords)].filter((end) => end !== -1);
  if (ends.length === 0 && a.words.length !== b.words.length) return false;
  const end = Math.min(a.words.length, ...ends);
  if (b.words.length < end) return false;
  for (let at = 0; at < end; at++) if (!mayBeSame(a, b, at)) return false;
  return ends.length === 0 || fixedFrom(a, end) === fixedFrom(b, end);
}

function mayBeSame(a: Known, b: Known, at: number): boolean {
  if (a.words[at] === b.words[at]) return true;
  return !a.isFixed[at] && !b.isFixed[at] && (a.words[at] === wildcard || b.words[at] === wildcard);
}

function fixedFrom({ words, isFixed }: Known, start: number): string {
  return words.filter((_, at) => at >= start && isFixed[at]).join(' ');
}
