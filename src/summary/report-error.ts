/** What is wrong with a document that was to be a summary. */
export type ReportErrorCode = 'newer' | 'foreign' | 'broken';

/** A document that is no summary that this program can read. */
export class ReportError extends Error {
  override readonly name = 'ReportError';

  /**
   * @param code `newer`: of a later version of the schema; `foreign`: something else; `broken`: not what its schema says
   * @param reason the fault in words
   * @param tip what the user can do about it
   */
  constructor(
    readonly code: ReportErrorCode,
    reason: string,
    readonly tip: string,
  ) {
    super(reason);
  }
}
