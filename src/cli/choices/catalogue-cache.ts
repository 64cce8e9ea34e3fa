import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Catalogue, type CatalogueParts } from '../../catalogue/catalogue.ts';
import { type CatalogueDelta, deltaBetween, withDelta } from '../../catalogue/custom/delta.ts';
import type { CatalogueText } from '../../catalogue/custom/merge-catalogues.ts';

/** How many are kept; the ones that were not used for longest go first. */
const most = 20;

/**
 * What merging catalogues came to, kept in the user's folder for caches, by their content and by the program: reading YAML and
 * checking it takes many times as long as all else that a short run does. A cache that cannot be read or written is none.
 */
export class CatalogueCache {
  readonly #folder: string | undefined;
  readonly #file: string;

  readonly #before: CatalogueParts;

  /**
   * @param before the rows that the catalogues are merged into
   * @param packs the packs that these hold
   * @param texts the catalogues, in their order
   */
  constructor(
    before: CatalogueParts,
    packs: readonly string[],
    texts: readonly CatalogueText[],
    environment: NodeJS.ProcessEnv,
  ) {
    this.#before = before;
    const program = programMark();
    this.#folder = program === undefined ? undefined : cacheFolder(environment);
    const hash = createHash('sha256').update(`${program ?? ''}\0${packs.join(' ')}`);
    for (const { file, text } of texts) hash.update(`\0${file}\0${text.length}\0`).update(text);
    this.#file = join(this.#folder ?? '', `catalogue-${hash.digest('hex').slice(0, 32)}.json`);
  }

  /** The catalogue, where it was kept. */
  read(): Catalogue | undefined {
    if (this.#folder === undefined) return undefined;
    try {
      const { included, ...delta } = JSON.parse(readFileSync(this.#file, 'utf8')) as KeptCatalogue;
      if (included.some(({ file, hash }) => hashOf(readFileSync(file, 'utf8')) !== hash)) return undefined;
      const now = new Date();
      utimesSync(this.#file, now, now);
      return new Catalogue(withDelta(this.#before, delta));
    } catch {
      return undefined;
    }
  }

  /**
   * Keeps what the catalogues came to.
   *
   * @param included what their files include, which is compared when it is read again
   */
  keep({ parts }: Catalogue, included: readonly CatalogueText[]): void {
    if (this.#folder === undefined) return;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      const kept: KeptCatalogue = {
        ...deltaBetween(this.#before, parts),
        included: included.map(({ file, text }) => ({ file: resolve(file), hash: hashOf(text) })),
      };
      const written = `${this.#file}.${process.pid}`;
      writeFileSync(written, JSON.stringify(kept), { mode: 0o600 });
      renameSync(written, this.#file);
      prune(this.#folder);
    } catch {
      // A read-only home, a full disk: the next run does the work again.
    }
  }
}

/** What is kept: besides the delta, which files were included, and what they held. */
interface KeptCatalogue extends CatalogueDelta {
  readonly included: readonly { readonly file: string; readonly hash: string }[];
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function prune(folder: string): void {
  const kept = readdirSync(folder)
    .filter((name) => name.startsWith('catalogue-'))
    .map((name) => ({ file: join(folder, name), used: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.used - a.used);
  for (const { file } of kept.slice(most)) rmSync(file, { force: true });
}

/** The folder of the user's caches. A relative XDG_CACHE_HOME is ignored, as the XDG specification asks. */
function cacheFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const configured = environment.XDG_CACHE_HOME ?? '';
  const folder = isAbsolute(configured) ? configured : join(homedir(), '.cache');
  return isAbsolute(folder) ? join(folder, 'mooncake-annotate') : undefined;
}

/** What tells this build of the program from others; undefined where it runs from its sources, of which any may change. */
function programMark(): string | undefined {
  try {
    const file = import.meta.url.startsWith('file:') ? fileURLToPath(import.meta.url) : process.execPath;
    if (file.endsWith('.ts')) return undefined;
    const { mtimeMs, size } = statSync(file);
    return `${file} ${mtimeMs} ${size}`;
  } catch {
    return undefined;
  }
}
