/** What is wrong with a history file; stable, for programs to branch on. */
export type HistoryErrorCode = 'unreadable' | 'foreign' | 'newer' | 'unsafe' | 'busy' | 'unwritable';

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
