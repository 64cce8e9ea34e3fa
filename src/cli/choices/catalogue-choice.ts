import { accessSync, constants, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { builtInCatalogue, builtInParts } from '../../catalogue/built-in.ts';
import { Catalogue, type CatalogueParts } from '../../catalogue/catalogue.ts';
import type { CatalogueText } from '../../catalogue/custom/merge-catalogues.ts';
import { nearest } from '../../catalogue/lookup.ts';
import { type PackName, packNames, withPacks } from '../../catalogue/packs/pack.ts';
import { UsageError } from '../usage-error.ts';
import {
  configurationFolder,
  isBehindClosedFolder,
  isForbidden,
  tellLeftOut,
} from '../values/configuration-folder.ts';
import { CatalogueCache } from './catalogue-cache.ts';

/**
 * The packs that `--pack` names, each once, in the order of the packs.
 *
 * @param typed names, several of them with commas in between; `all` for all
 * @throws UsageError for a name that is no pack
 */
export function choosePacks(typed: readonly string[] = []): PackName[] {
  const words = typed.flatMap((text) => text.split(',')).map((word) => word.trim().toLowerCase());
  const known: readonly string[] = packNames;
  for (const word of words) {
    if (word === '' || word === 'all' || known.includes(word)) continue;
    const [near] = nearest(word, known, 1);
    throw new UsageError(
      `"${word}" is no pack`,
      near === undefined ? `there are ${known.join(', ')}, and all` : `did you mean ${near}?`,
    );
  }
  return packNames.filter((name) => words.includes('all') || words.includes(name));
}

/** Mooncake's rows with those of packs; packs are loaded only where some are chosen. */
export async function partsWith(packs: readonly PackName[]): Promise<CatalogueParts> {
  if (packs.length === 0) return builtInParts;
  const { loadPacks } = await import('../../catalogue/packs/pack.ts');
  return withPacks(builtInParts, await loadPacks(packs));
}

// A catalogue holds a few hundred entries; what is larger is another file.
const mostBytes = 8 * 1024 ** 2;

/**
 * The built-in catalogue with the packs that `--pack` names, the user's own (`$XDG_CONFIG_HOME/mooncake-annotate/catalogue.yaml`),
 * where there is one, and the files that `--catalogue` names, in this order. What reads YAML is loaded only when there is any. Throws
 * `UsageError` for a file that cannot be read, `CatalogueError` for one with faults.
 */
export async function loadCatalogue(
  named: readonly string[] | undefined,
  packs: readonly string[] | undefined,
): Promise<Catalogue> {
  const chosen = choosePacks(packs);
  const parts = await partsWith(chosen);
  const own = userCatalogue(process.env);
  const texts = [...(own === undefined ? [] : [own]), ...(named ?? []).flatMap(readCatalogueTexts)];
  if (texts.length === 0) return parts === builtInParts ? builtInCatalogue() : new Catalogue(parts);
  const cache = new CatalogueCache(parts, chosen, texts, process.env);
  const kept = cache.read();
  if (kept !== undefined) return kept;
  const {
    CatalogueError,
    catalogueFaultText: faultText,
    faultPlace: placeText,
  } = await import('../../catalogue/custom/fault.ts');
  const { mergeCatalogues } = await import('../../catalogue/custom/merge-catalogues.ts');
  const { catalogue, faults, warnings, included } = mergeCatalogues(parts, texts, includedTexts);
  if (faults.length > 0) {
    const { loadPackCodes } = await import('../../catalogue/packs/pack.ts');
    // What only a pack knows is told as that, not as a name that is none.
    const withPacks = mergeCatalogues(parts, texts, includedTexts, await loadPackCodes());
    const before = new Set(warnings.map(faultText));
    const told = new Map(
      withPacks.warnings
        .filter((warning) => !before.has(faultText(warning)))
        .map((warning) => [placeText(warning), warning]),
    );
    const [first, ...others] = faults.map((fault) => told.get(placeText(fault)) ?? fault);
    throw new CatalogueError([first!, ...others]);
  }
  cache.keep(catalogue, included);
  return catalogue;
}

const catalogueName = /\.(?:ya?ml|json)$/i;

/**
 * Reads what a name stands for: a catalogue file; the files of a folder that end in .yaml, .yml or .json, in the order of their
 * names; or several of these, separated as in PATH, as the environment and the configuration have them.
 *
 * @throws UsageError when one cannot be read
 */
export function readCatalogueTexts(name: string): CatalogueText[] {
  const about = statsOf(name);
  if (about === undefined && name.includes(delimiter))
    return name
      .split(delimiter)
      .filter((part) => part !== '')
      .flatMap(readCatalogueTexts);
  if (about?.isDirectory() !== true) return [readCatalogueText(name)];
  const files = readdirSync(name)
    .filter((file) => catalogueName.test(file) && !file.startsWith('.'))
    .sort()
    .map((file) => join(name, file));
  if (files.length === 0)
    throw new UsageError(
      `the folder ${name} holds no catalogue`,
      'name one with files that end in .yaml or .json',
    );
  return files.map(readCatalogueText);
}

/** What a name stands for; undefined where it stands for nothing, and where that cannot be told. */
function statsOf(name: string): Stats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Reads what a catalogue includes, by the path from the file that names it. */
export function includedTexts(path: string, from: string): CatalogueText[] {
  return [readCatalogueText(isAbsolute(path) ? path : join(dirname(from), path))];
}

/** Reads a catalogue file; throws `UsageError` when it cannot be read or is no UTF-8 text. */
function readCatalogueText(file: string): CatalogueText {
  let bytes: Buffer;
  try {
    const about = statSync(file);
    if (about.isDirectory()) throw new UsageError(`catalogue ${file} is a directory`, 'name a file in it');
    if (about.size > mostBytes)
      throw new UsageError(`catalogue ${file} is larger than 8 MiB`, 'is it the right file?');
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `cannot read catalogue ${file}: ${reason(error)}`,
      'check the path and its permissions',
    );
  }
  try {
    return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new UsageError(`catalogue ${file} is not UTF-8 text`, 'save it as UTF-8');
  }
}

/** The user's own catalogue, if there is one. */
function userCatalogue(environment: NodeJS.ProcessEnv): CatalogueText | undefined {
  const folder = configurationFolder(environment);
  if (folder === undefined) return undefined;
  const file = join(folder, 'catalogue.yaml');
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    // Of a folder that may not be entered the configuration has told.
    const isTold = environment.MOONCAKE_ANNOTATE_CONFIG === undefined && isBehindClosedFolder(file);
    if (isForbidden(error) && !isTold) tellLeftOut(file);
    return undefined;
  }
  return readCatalogueText(file);
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file';
  return code === 'EACCES' ? 'permission denied' : message;
}
