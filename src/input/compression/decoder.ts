/** Decompression as calls: what comes out belongs to the caller. */
export interface Decoder {
  /** @throws DecodingError after what could be decoded is in {@link rest} */
  push(piece: Uint8Array): AsyncIterable<Buffer> | Iterable<Buffer>;
  /** @throws DecodingError when the data ends early */
  end(): AsyncIterable<Buffer> | Iterable<Buffer>;
  /** What was already decoded when a call failed. */
  rest(): Iterable<Buffer>;
  close(): void;
}

/** The first bytes of what a file holds. */
export interface ContentStart {
  readonly content: Buffer;
  /** Whether more of the compressed bytes would show more. */
  readonly endsEarly: boolean;
}

/** What reads one compressed form, once what it needs is loaded. */
export interface Decompressor {
  decoder(): Decoder;
  /**
   * Decompresses as much as possible of a file's first bytes.
   *
   * @param bytes some hundred kilobytes at best
   * @returns the first bytes of the content, few or none if there are too few or these are damaged
   */
  start(bytes: Buffer): ContentStart;
  /**
   * What a small file holds, without a turn of the event loop for each piece: folders hold thousands of them. Undefined when
   * that is much or anything is wrong with it, which a decoder tells after what could be read.
   *
   * @param packed all bytes of the file
   */
  readonly atOnce?: (packed: Uint8Array) => Buffer | undefined;
}

/** What is wrong with compressed data: it ends early, is damaged, or needs more than this program gives it. */
type DecodingFault = 'early' | 'damaged' | 'refused';

/** A fault in compressed data; `message` says what it is. */
export class DecodingError extends Error {
  override readonly name = 'DecodingError';

  constructor(
    readonly fault: DecodingFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
