/** An input could not be read to its end. What was read before was scanned and handed on. */
export class ReadError extends Error {
  override readonly name = 'ReadError';
  readonly code = 'INPUT_READ';
  readonly tip = 'The lines before it were processed. Check the disk or mount, then run again on the rest.';

  /**
   * @param bytes how many bytes could be read
   * @param cause the system's error (EIO, EISDIR, ...)
   */
  constructor(
    readonly bytes: number,
    override readonly cause: unknown,
  ) {
    super(`cannot read after byte ${bytes}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
