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

/** What is wrong with compressed data: it ends early, is damaged, or needs more than this program gives it. */
export type DecodingFault = 'early' | 'damaged' | 'refused';

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
