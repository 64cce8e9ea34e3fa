import * as v from 'valibot';

/** What is wrong with a checkpoint file; stable, for programs to branch on. */
type CheckpointErrorCode = 'unreadable' | 'foreign' | 'damaged' | 'newer' | 'unsafe' | 'unwritable' | 'busy';

/** A checkpoint that cannot be used or written. It is never replaced by a fresh start without being told to. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';

  /**
   * @param code what kind of fault
   * @param path the checkpoint file
   * @param reason the fault in words
   * @param tip what the user can do about it
   */
  constructor(
    readonly code: CheckpointErrorCode,
    readonly path: string,
    readonly reason: string,
    readonly tip: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${reason} (${tip})`, options);
  }
}

/** The error for a checkpoint that is not as it was written. */
export function damagedCheckpoint(path: string, reason: string): CheckpointError {
  return new CheckpointError(
    'damaged',
    path,
    `is damaged: ${reason}`,
    'restore it from a backup, or remove it to count from the start of the logs',
  );
}

/** What is wrong with a history file; stable, for programs to branch on. */
type HistoryErrorCode = 'unreadable' | 'foreign' | 'newer' | 'unsafe' | 'busy' | 'unwritable';

/** A history that cannot be used or written. The message is one line, `PATH: WHAT (TIP)`. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';

  /**
   * @param code what kind of fault
   * @param path the history file
   * @param reason the fault in words
   * @param tip what the user can do about it
   */
  constructor(
    readonly code: HistoryErrorCode,
    readonly path: string,
    readonly reason: string,
    readonly tip: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${reason} (${tip})`, options);
  }
}

/** Which field of a document is missing or not what it should be, in words. */
export function fieldFault(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue) ?? 'it';
  return `${place}: ${issue.input === undefined ? 'is missing' : issue.message}`;
}

/** What went wrong with one input; stable, for programs to branch on. */
type InputErrorCode =
  | 'missing'
  | 'unreadable'
  | 'directory'
  | 'unsupported'
  | 'truncated'
  | 'corrupt'
  | 'failed';

/**
 * An input that could not be read, or not to its end. The message is one line, `PATH: WHAT (TIP)`, without the
 * program's name, which the command line puts before it.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  /**
   * @param code what kind of fault
   * @param path the input as the user named it
   * @param reason the fault in words
   * @param tip what the user can do about it
   * @param options the error underneath, if any
   */
  constructor(
    readonly code: InputErrorCode,
    readonly path: string,
    readonly reason: string,
    readonly tip: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${reason} (${tip})`, options);
  }
}

/** The system's error code (`ENOENT`), or undefined when the error is not the system's. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What says that the process, or the system, may not open more files; threads need some to start. */
const refusals: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'ERR_WORKER_INIT_FAILED']);

/** Whether the process, or the system, may not open more files. */
export function isOutOfDescriptors(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return refusals.has(systemCode(cause) ?? '');
}

/** What to do where no more files may be opened. */
export const raiseLimit = 'raise the limit of this process: ulimit -n 1024';

/** Turns a file system error on `path` into an {@link InputError}; one that already is one, or wraps one, passes unchanged. */
export function asInputError(error: unknown, path: string): InputError {
  if (error instanceof InputError) return error;
  // A scan wraps what its stream failed with; the stream has said already what is wrong and what to do.
  if (error instanceof Error && error.cause instanceof InputError) return error.cause;
  const options = { cause: error };
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENXIO':
      return new InputError('missing', path, 'no such file', 'check the name and the directory', options);
    case 'EACCES':
    case 'EPERM':
      return new InputError(
        'unreadable',
        path,
        'permission denied',
        'check who may read it, or run as its owner',
        options,
      );
    case 'EISDIR':
      return isDirectory(path, options);
    case 'ELOOP':
      return new InputError(
        'unreadable',
        path,
        'too many symbolic links',
        'check where the link points',
        options,
      );
    case 'EMFILE':
    case 'ENFILE':
      return new InputError('failed', path, 'too many open files', raiseLimit, options);
    default: {
      const reason = error instanceof Error ? error.message : String(error);
      return new InputError('failed', path, reason, 'check the disk or the mount it is on', options);
    }
  }
}

/** The error for a directory where a file was wanted. */
export function isDirectory(path: string, options?: ErrorOptions): InputError {
  return new InputError('directory', path, 'is a directory', 'name its files, or use --follow', options);
}
