import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { builtInParts } from '../../catalogue/built-in.ts';
import { catalogueFaultText } from '../../catalogue/custom/fault.ts';
import { type CatalogueText, mergeCatalogues } from '../../catalogue/custom/merge-catalogues.ts';
import type { Pack } from '../../catalogue/packs/pack.ts';
import { type PackName, packNames } from '../../catalogue/packs/pack.ts';

/** The files of all packs, in their order. */
export function packFiles(): (CatalogueText & { readonly name: PackName })[] {
  return packNames.map((name) => {
    const file = `src/catalogue/packs/${name}.yaml`;
    return { name, file, text: readFileSync(file, 'utf8') };
  });
}

/**
 * Merges the packs once for all runs, so that a run only takes what it needs. They are merged together, since codes of one follow
 * from codes of another.
 *
 * @throws Error with the faults of the files
 */
export function compilePacks(): Record<PackName, Pack> {
  const files = packFiles();
  const { catalogue, faults } = mergeCatalogues(builtInParts, files);
  if (faults.length > 0) throw new Error(faults.map(catalogueFaultText).join('\n'));
  const { own = [], consequences = [], causeless = [], ...parts } = catalogue.parts;
  const { length: others } = Object.keys(parts.sourceFiles);
  if (others !== Object.keys(builtInParts.sourceFiles).length || parts.messages === undefined)
    throw new Error('a pack names source files of its own, which packs do not carry');
  let next = 0;
  const packs = files.map(({ name, text }): [PackName, Pack] => {
    const { components } = parse(text) as Contents;
    const rows = Object.entries(components);
    const events = new Set(
      rows.flatMap(([component, { codes }]) => codes.map((code) => `${component}/${code.name}`)),
    );
    const forms = own.slice(next, next + rows.length);
    next += rows.length;
    if (forms.some(({ component }, index) => component !== rows[index]![0]))
      throw new Error(`${name}.yaml was not merged component by component`);
    return [
      name,
      {
        // One sample shows what a line looks like; the others are tests.
        codes: catalogue.codes
          .filter((code) => events.has(`${code.component}/${code.name}`))
          .map((code) => ({ ...code, sample: code.sample.slice(0, 1) })),
        own: forms,
        consequences: consequences.filter(({ effect }) => events.has(effect[0]!)),
        causeless: causeless.filter((event) => events.has(event)),
      },
    ];
  });
  return Object.fromEntries(packs) as Record<PackName, Pack>;
}

interface Contents {
  readonly components: Readonly<Record<string, { readonly codes: readonly { readonly name: string }[] }>>;
}
