import type { Catalogue } from '../../catalogue/catalogue.ts';
import { type Code, type Component, isNormal } from '../../catalogue/code.ts';

/** The codes of a group, without those that mean success. */
export interface CatalogueGroup {
  readonly component: Component;
  readonly group: string;
  readonly codes: readonly Code[];
}

/** All groups of error codes, in the order in which the catalogue has them. */
export function catalogueGroups({ codes }: Catalogue): readonly CatalogueGroup[] {
  const groups = new Map<string, { component: Component; group: string; codes: Code[] }>();
  for (const code of codes) {
    if (isNormal(code)) continue;
    const { component, group } = code;
    const key = `${component}\0${group}`;
    const known = groups.get(key) ?? { component, group, codes: [] };
    known.codes.push(code);
    groups.set(key, known);
  }
  return [...groups.values()];
}
