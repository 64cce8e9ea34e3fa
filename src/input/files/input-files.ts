import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { asInputError, InputError } from '../input-error.ts';
import { closeSource, openSource, STANDARD_INPUT } from './source.ts';

/**
 * What to say when a file was not as long as it was when reading began, or undefined when it was.
 *
 * @param path the file as the user named it
 * @param size its bytes when reading began
 * @param read bytes read up to its end
 */
export function sizeChange(path: string, size: number, read: number): string | undefined {
  if (read === size) return undefined;
  return read < size
    ? `${path}: became shorter while it was read; ${read} of its ${size} bytes were read`
    : `${path}: grew while it was read; ${read - size} bytes more than its first ${size} were read`;
}

/**
 * The whole text of a file of documents, which may be compressed, or of standard input (`-`).
 *
 * @throws InputError
 */
export async function documentText(path: string): Promise<string> {
  try {
    const source = await openSource(path);
    if (source.kind === 'stream') return await text(source.readable);
    const content = readFileSync(source.fd, 'utf8');
    closeSource(source);
    return content;
  } catch (error) {
    throw asInputError(error, path === STANDARD_INPUT ? 'standard input' : path);
  }
}

/**
 * Takes a text apart that holds one document, or several, each on a line of its own, as from a topic that windows of a stream
 * are written to; empty lines are left out. Lines are from 1, and undefined for the only document.
 */
export function documentsIn(
  content: string,
): readonly { readonly text: string; readonly line: number | undefined }[] {
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || !isWhole(lines[0]!)) return [{ text: content, line: undefined }];
  return lines.map((line, index) => ({ text: line, line: index + 1 }));
}

function isWhole(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

/** An argument, or a folder below one, of which nothing could be read. */
export interface InputFault {
  readonly name: string;
  readonly message: string;
}

/** What arguments name: files to be read, each once, and what is wrong with the others. */
interface InputFiles {
  readonly files: readonly string[];
  readonly faults: readonly InputFault[];
}

/**
 * Finds the files that arguments name: files themselves, patterns (`store*.log`), and, when that is asked for, all files
 * below folders. A file that is named twice, also by a link, is read once. What exists under a name is never taken for a
 * pattern. Hidden files in folders are left out, and links to folders are not followed.
 */
export async function inputFiles(names: readonly string[], recursive: boolean): Promise<InputFiles> {
  const files: string[] = [];
  const faults: InputFault[] = [];
  const seen = new Set<string>();
  const take = (path: string, stats: Stats | undefined): void => {
    // What cannot be looked at is left to whoever opens it, who says why.
    if (stats !== undefined) {
      const identity = `${stats.dev}:${stats.ino}`;
      if (stats.isFile() && seen.has(identity)) return;
      seen.add(identity);
    }
    files.push(path);
  };
  const fail = (error: unknown, name: string): void => {
    faults.push({ name, message: asInputError(error, name).message });
  };
  /** Takes all files below a folder; says how many there are. Patterns are matched by a library, which leaves out in silence what it may not read. */
  const walk = (folder: string): number => {
    let count = 0;
    try {
      const entries = readdirSync(folder, { withFileTypes: true });
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = join(folder, entry.name);
        if (entry.name.startsWith('.')) continue;
        if (entry.isDirectory()) count += walk(path);
        else if (entry.isFile() || entry.isSymbolicLink()) {
          const stats = statOf(path);
          if (!stats?.isFile()) continue;
          take(path, stats);
          count++;
        }
      }
    } catch (error) {
      fail(error, folder);
    }
    return count;
  };
  for (const name of names) {
    const stats = name === STANDARD_INPUT ? undefined : statOf(name);
    if (stats?.isDirectory()) {
      const { length } = faults;
      if (!recursive) fail(folderNamed(name), name);
      else if (walk(name) === 0 && faults.length === length) fail(nothingIn(name), name);
    } else if (stats !== undefined || name === STANDARD_INPUT) {
      take(name, stats);
    } else {
      const found = await filesMatching(name);
      for (const path of found ?? [name]) take(path, statOf(path));
      if (found?.length === 0) fail(nothingMatches(name), name);
    }
  }
  return { files, faults };
}

/** The files that a pattern means; undefined for what is no pattern. What knows is loaded only when it is asked. */
async function filesMatching(name: string): Promise<string[] | undefined> {
  const { globSync, isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(name)) return undefined;
  // Else a pattern from the root is answered as seen from the current directory.
  return globSync(name, { absolute: isAbsolute(name), onlyFiles: true, expandDirectories: false }).sort();
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function folderNamed(name: string): InputError {
  return new InputError('directory', name, 'is a directory', 'use --recursive, or name its files');
}

function nothingIn(name: string): InputError {
  return new InputError('missing', name, 'holds no files', 'check the name');
}

function nothingMatches(name: string): InputError {
  return new InputError('missing', name, 'no file matches', 'check the pattern and the directory');
}
