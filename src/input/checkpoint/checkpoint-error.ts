/** What is wrong with a checkpoint file; stable, for programs to branch on. */
export type CheckpointErrorCode =
  | 'unreadable'
  | 'foreign'
  | 'damaged'
  | 'newer'
  | 'unsafe'
  | 'unwritable'
  | 'busy';

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
