import { type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkReplaceable, replaceFile } from '../input/files/replace-file.ts';
import type { Formats } from '../render/formats.ts';

/** A file to which a report is to be written, found fit for it. */
export interface ReportFile<Name extends string = string> {
  readonly path: string;
  readonly format: Name;
}

/** A report that cannot be written; the message is one line, `PATH: WHAT (TIP)`. */
export class ReportFileError extends Error {
  readonly code = 'REPORT';
  override readonly name = 'ReportError';

  /**
   * @param path the report as the user named it
   * @param reason what is in the way
   * @param tip what the user can do about it
   */
  constructor(
    readonly path: string,
    reason: string,
    readonly tip: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${reason} (${tip})`, options);
  }
}

/**
 * Looks, before any work, whether a report can be written to a file: its suffix names a format, its folder takes a new
 * file, and nothing but a plain file of that name is in the way.
 *
 * @param formats those that the report can have
 * @param others what else the run reads or writes; a report must not take the place of one
 * @throws ReportError
 */
export function reportFile<Name extends string>(
  path: string,
  formats: Formats<Name, unknown>,
  others: readonly string[] = [],
): ReportFile<Name> {
  const format = formats.ofFile(path);
  if (format === undefined)
    throw new ReportFileError(
      path,
      'its suffix names no format of a report',
      `end the name in ${formats.suffixes.join(', ')}`,
    );
  const there = statOf(path);
  if (there?.isDirectory() === true)
    throw new ReportFileError(path, 'a directory has this name', 'name a file in it');
  if (there !== undefined && !there.isFile())
    throw new ReportFileError(path, 'is not a plain file', 'a report replaces its file; name another');
  if (others.some((other) => resolve(other) === resolve(path) || isSame(there, statOf(other))))
    throw new ReportFileError(path, 'this run needs the file otherwise', 'name another file for the report');
  try {
    checkReplaceable(path);
  } catch (error) {
    throw unwritable(path, error);
  }
  return { path, format };
}

/**
 * Writes a report so that at every moment the old file or the whole new one is there; see {@link replaceFile}.
 *
 * @returns a line that says so where owner or group could not be kept
 * @throws ReportError when it cannot be written; what was there before is untouched
 */
export function writeReport({ path }: ReportFile, text: string): string | undefined {
  try {
    return replaceFile(path, text);
  } catch (error) {
    throw unwritable(path, error);
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    // It is not there, or out of reach: making a file beside it tells.
    return undefined;
  }
}

function isSame(one: Stats | undefined, other: Stats | undefined): boolean {
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;
}

function unwritable(path: string, error: unknown): ReportFileError {
  const cause = { cause: error };
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ENOENT':
      return new ReportFileError(path, 'its folder does not exist', 'make the folder first', cause);
    case 'ENOTDIR':
      return new ReportFileError(path, 'its folder is a file', 'check the name', cause);
    case 'EACCES':
    case 'EPERM':
      return new ReportFileError(path, 'its folder may not be written', 'check who may write there', cause);
    case 'EROFS':
      return new ReportFileError(path, 'its file system is read-only', 'name a file elsewhere', cause);
    case 'ENOSPC':
    case 'EDQUOT':
      return new ReportFileError(path, 'the disk is full', 'make room, then run again', cause);
    case 'EFBIG':
      return new ReportFileError(
        path,
        'the file would be longer than it may be',
        'raise the limit: ulimit -f',
        cause,
      );
    default:
      return new ReportFileError(
        path,
        error instanceof Error ? error.message : String(error),
        'check the folder and its disk',
        cause,
      );
  }
}
