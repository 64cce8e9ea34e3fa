import type { Catalogue } from '../../catalogue/catalogue.ts';
import { codesCalled, componentNamed } from '../../catalogue/lookup.ts';
import { nearest } from '../../catalogue/nearest.ts';
import type { Selector } from './expression.ts';

/** Groups that no row of the catalogue has. */
const beyond = ['Uncatalogued', 'Ambiguous'];

/**
 * What a name selects: a component (`te`), a group (`Transfer`, `Store/Transfer`), a code by name or number (`RPC_FAIL`,
 * `te:-101`, `Store/RPC_FAIL`), `Uncatalogued` or `Ambiguous`; in any case. Undefined when it names nothing.
 */
export function selectorOf(name: string, catalogue: Catalogue): Selector | undefined {
  const component = componentNamed(name, catalogue);
  if (component !== undefined) return { text: component, component };
  const slash = name.indexOf('/');
  const scope = slash === -1 ? undefined : componentNamed(name.slice(0, slash).trim(), catalogue);
  const rest = (scope === undefined ? name : name.slice(slash + 1)).trim();
  const within = catalogue.codes.filter((code) => scope === undefined || code.component === scope);
  const groups = [...within.map((code) => code.group), ...beyond];
  const group = groups.find((candidate) => candidate.toLowerCase() === rest.toLowerCase());
  if (group !== undefined)
    return scope === undefined
      ? { text: group, group }
      : { text: `${scope}/${group}`, component: scope, group };
  const codes = codesCalled(rest, catalogue).filter((code) => within.includes(code));
  if (codes.length === 0) return undefined;
  return {
    text: name,
    codes: codes.map(({ component: of, name: called }) => ({ component: of, name: called })),
  };
}

/** What was probably meant by a name that selects nothing; undefined when nothing is near. */
export function suggestion(name: string, catalogue: Catalogue, words: readonly string[]): string | undefined {
  const candidates = catalogue.codes.flatMap((code) => [
    code.name,
    code.group,
    `${code.component}/${code.group}`,
    `${code.component}/${code.name}`,
  ]);
  const known = new Set([...catalogue.components(), ...beyond, ...candidates, ...words]);
  const [near] = nearest(name, [...known], 1);
  return near === undefined ? undefined : `did you mean ${near}?`;
}
