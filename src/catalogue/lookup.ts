import { distance } from 'fastest-levenshtein';
import type { Catalogue } from './catalogue.ts';
import type { Code, Component } from './code.ts';

/** The candidates most like a mistyped word, best first; empty when none is near. Case does not matter. */
export function nearest(word: string, candidates: readonly string[], most = 3): string[] {
  const lower = word.toLowerCase();
  // Two letters that changed places count as two.
  const farthest = Math.max(1, Math.min(5, Math.round(lower.length * 0.4)));
  return candidates
    .map((candidate) => ({ candidate, far: distance(lower, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** The spellings of components that people type. */
const spellings: Readonly<Record<string, Component>> = {
  store: 'Store',
  'mooncake-store': 'Store',
  te: 'TransferEngine',
  transferengine: 'TransferEngine',
  'transfer-engine': 'TransferEngine',
  engine: 'TransferEngine',
  tent: 'Tent',
};

/** The component that a word means, in any case: `store`, `te`, `TransferEngine`, or one that the catalogue adds. */
export function componentNamed(word: string, catalogue: Catalogue): Component | undefined {
  return findComponent(word, catalogue.components());
}

/** The same, where there is no catalogue yet. */
export function findComponent(word: string, components: readonly Component[]): Component | undefined {
  const lower = word.toLowerCase();
  const known = Object.hasOwn(spellings, lower) ? spellings[lower] : undefined;
  return known ?? components.find((component) => component.toLowerCase() === lower);
}

/**
 * The codes that a word names exactly: a number (`-704`), a name in any case (`no_available_handle`), a status
 * (`AddressNotRegistered`), each with an optional component before a colon (`te:-101`). All readings of a shared number
 * are returned; none when nothing is named so.
 */
export function codesCalled(word: string, catalogue: Catalogue): readonly Code[] {
  const scoped = /^([\w.-]+(?: [\w.-]+)*):\s*(.+)$/.exec(word);
  const component = scoped === null ? undefined : componentNamed(scoped[1]!, catalogue);
  const plain = component === undefined ? word.trim() : scoped![2]!.trim();
  const found = /^[-+]?\d+$/.test(plain) ? catalogue.valued(Number(plain)) : byName(plain, catalogue);
  return component === undefined ? found : found.filter((code) => code.component === component);
}

/** The codes that have a text among their aliases, in any case. */
export function codesWithAlias(text: string, catalogue: Catalogue): Code[] {
  const lower = text.toLowerCase();
  return catalogue.codes.filter(({ aliases = [] }) => aliases.some((alias) => alias.toLowerCase() === lower));
}

function byName(name: string, catalogue: Catalogue): readonly Code[] {
  const exact = [...new Set([...catalogue.named(name), ...catalogue.withStatus(name)])];
  if (exact.length > 0) return exact;
  const lower = name.toLowerCase();
  return catalogue.codes.filter(
    (code) => code.name.toLowerCase() === lower || code.statusName?.toLowerCase() === lower,
  );
}
