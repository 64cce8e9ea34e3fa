import { Catalogue, type CatalogueParts } from '../catalogue.ts';
import type { OwnForms } from '../own-forms.ts';
import type { PackCodes } from '../packs/pack.ts';
import type { Fault } from './fault.ts';
import { unfoldTexts } from './folding.ts';
import { CatalogueMerge } from './merge.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';
import { readCatalogue } from './reading/read.ts';
import type { CatalogueSample } from './sample.ts';
import type { CatalogueFile, ComponentEntry } from './schema/catalogue-file.ts';
import { aliasTexts } from './spellings.ts';

/** A word as ordinary texts have it: no underscore, no digit, no capital but the first. */
const ordinary = /^[A-Za-z][a-z]*$/;
/** Words in capitals that logs are full of. */
const common =
  /^(?:OK|ERROR|ERR|FAIL|FAILED|FAILURE|WARN|WARNING|INFO|DEBUG|FATAL|TRUE|FALSE|NULL|NONE|DONE|BUSY|[A-Z]{1,2})$/;

/** What a file says that is no fault, but may be a mistake: texts that are found nearly everywhere, codes without a sample. */
function suspicionsOf(document: CatalogueDocument, data: CatalogueFile): Fault[] {
  return Object.entries(data.components ?? {}).flatMap(([name, entry]) => ofComponent(document, name, entry));
}

function ofComponent(document: CatalogueDocument, name: string, entry: ComponentEntry): Fault[] {
  const path = ['components', name, 'codes'];
  const codes = entry.codes ?? [];
  const warnings = isLimited(entry)
    ? []
    : codes.flatMap((code, index) => {
        if (isChosen(code.severity)) return [];
        const at = [...path, index];
        const name = warningOf(document, [...at, 'name'], code.name);
        const aliases = aliasTexts(code.aliases ?? []).flatMap((text, nth) => {
          const alias = code.aliases![nth]!;
          if (
            typeof alias !== 'string' &&
            (isChosen(alias.severity) || alias.files !== undefined || alias.loggers !== undefined)
          )
            return [];
          return warningOf(document, [...at, 'aliases', nth], text);
        });
        return [...name, ...aliases];
      });
  const bare = codes.findIndex(
    ({ sample, value, values }) => sample === undefined && (value ?? values) !== undefined,
  );
  if (bare === -1) return warnings;
  const count = codes.filter(
    ({ sample, value, values }) => sample === undefined && (value ?? values) !== undefined,
  ).length;
  const text =
    count === 1
      ? `${codes[bare]!.name} has no sample; add a log line on which it must be found`
      : `${count} codes of ${name} have no sample (the first is ${codes[bare]!.name}); add log lines on which they must be found`;
  return [...warnings, document.fault([...path, bare, 'name'], text)];
}

function warningOf(document: CatalogueDocument, path: Path, text: string): Fault[] {
  if (!ordinary.test(text) && !common.test(text)) return [];
  return [
    document.fault(
      path,
      `"${text}" is a word of many lines that report nothing; use a longer text, or limit it by "severity", "files" or "names: own"`,
    ),
  ];
}

/** Whether names and aliases of a component do not count on all lines. */
function isLimited({
  names,
  severity,
}: Pick<ComponentEntry, 'severity'> & { names?: OwnForms['names'] | undefined }): boolean {
  return (names !== undefined && names !== 'anywhere') || isChosen(severity);
}

function isChosen(severity: string | undefined): boolean {
  return severity !== undefined && severity !== 'any';
}

/** An operator's catalogue as read from a file. */
export interface CatalogueText {
  /** The name that faults carry. */
  readonly file: string;
  /** YAML or JSON. */
  readonly text: string;
}

/** What several catalogues make together. */
export interface Merged {
  /** All rows; rows with faults are left out. */
  readonly catalogue: Catalogue;
  /** What the files include. */
  readonly included: readonly CatalogueText[];
  /** Everything that is wrong, in the order of the files and of their lines. */
  readonly faults: readonly Fault[];
  /** What is no fault, but may be a mistake. */
  readonly warnings: readonly Fault[];
  /** The log lines that prove the entries. */
  readonly samples: readonly CatalogueSample[];
  /** How many entries of each kind the files hold. */
  readonly counts: { readonly components: number; readonly codes: number; readonly messages: number };
}

/**
 * Reads what a catalogue includes: a file, by its path from the file that names it.
 *
 * @throws Error with what is wrong
 */
export type IncludeReader = (path: string, from: string) => readonly CatalogueText[];

/**
 * Adds operators' catalogues to `parts`, in order: what a later one says of a code or message holds. Names are looked up
 * in all catalogues before.
 *
 * @param include reads what catalogues include, which comes before them; without it they may include nothing
 * @param packs all packs, of which what catalogues name is told; without them, what only these know is unknown
 */
export function mergeCatalogues(
  parts: CatalogueParts,
  texts: readonly CatalogueText[],
  include?: IncludeReader,
  packs?: PackCodes,
): Merged {
  const merge = new CatalogueMerge(parts);
  const found: Fault[] = [];
  const suspicions: Fault[] = [];
  /** In the order in which they are merged. */
  const files = new Map<string, number>();
  const begun = new Set<string>();
  const included: CatalogueText[] = [];
  const add = ({ file, text }: CatalogueText): void => {
    if (begun.has(file)) return;
    begun.add(file);
    const read = readCatalogue(file, text);
    for (const [index, path] of (read.data?.include ?? []).entries()) {
      try {
        if (include === undefined) throw new Error('nothing can be included here; give the files one by one');
        for (const one of include(path, file)) {
          included.push(one);
          add(one);
        }
      } catch (error) {
        found.push(read.document.fault(['include', index], (error as Error).message));
      }
    }
    files.set(file, files.size);
    found.push(...(read.faults ?? merge.add(read.document, read.data)));
    if (read.data !== undefined)
      suspicions.push(...suspicionsOf(read.document, read.data), ...unfoldTexts(read.document, read.data));
  };
  for (const text of texts) add(text);
  const { parts: merged, faults, warnings } = merge.finish(packs);
  // What only all files together tell belongs to the line that says it.
  const inOrder = (all: readonly Fault[]): Fault[] =>
    [...all].sort(
      (a, b) => files.get(a.file)! - files.get(b.file)! || a.line - b.line || a.column - b.column,
    );
  return {
    catalogue: new Catalogue(merged),
    included,
    faults: inOrder([...found, ...faults]),
    warnings: inOrder([...suspicions, ...warnings]),
    samples: merge.samples,
    counts: merge.counts,
  };
}
