import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { inputFiles } from '../input/files/input-files.ts';

/** The server cannot start. */
export class McpError extends Error {
  override readonly name = 'McpError';
  readonly code = 'MCP';
  /** What to do. */
  readonly tip: string;

  constructor(message: string, tip: string, options?: ErrorOptions) {
    super(message, options);
    this.tip = tip;
  }
}

/** What an assistant asked for cannot be given; it is told so. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** More files than one question needs. */
const mostFiles = 2000;

/** The folders below which files may be read, and nothing else. */
export class AllowedFiles {
  readonly #folders: readonly string[];

  /** @throws McpError where one is no folder */
  constructor(folders: readonly string[]) {
    this.#folders = folders.map((folder) => {
      try {
        if (statSync(folder).isDirectory()) return realpathSync(folder);
      } catch {
        // Said below.
      }
      throw new McpError(`--allow ${folder}: no such folder`, 'name folders with logs');
    });
  }

  /**
   * The files that names stand for: files, patterns, and all files below folders; relative names are looked for below the allowed
   * folders. Where links lead to decides.
   *
   * @throws RefusedError for a name outside, or one that no file has
   */
  async resolve(names: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const name of names) {
      const candidates = path.isAbsolute(name)
        ? [name]
        : this.#folders.map((folder) => path.join(folder, name));
      const answers = await Promise.all(candidates.map((candidate) => inputFiles([candidate], true)));
      const files = answers.flatMap((answer) => answer.files).filter(exists);
      if (files.length === 0)
        throw new RefusedError(`${name}: no such file below ${this.#folders.join(', ')}`);
      found.push(...files.map((file) => this.#inside(file, name)));
    }
    const files = [...new Set(found)];
    if (files.length > mostFiles) throw new RefusedError(`${files.length} files are too many; name fewer`);
    return files;
  }

  #inside(file: string, name: string): string {
    const real = realpathSync(file);
    if (!statSync(real).isFile()) throw new RefusedError(`${name}: no file`);
    if (this.#folders.some((folder) => real.startsWith(folder === path.sep ? folder : folder + path.sep)))
      return real;
    throw new RefusedError(`${name}: it is not below ${this.#folders.join(', ')}`);
  }
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
