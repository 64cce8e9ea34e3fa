import { type Source, streamOf, streamSource } from '../input/files/source.ts';

/** A function of the library was given what it cannot use; the message says what was expected. */
export class ArgumentError extends TypeError {
  override readonly name = 'ArgumentError';
  readonly code = 'ARGUMENT';
  readonly tip = 'See docs/library.md for what each function takes.';
}

/**
 * Bytes of a log, or text, in pieces of any size: a stream of Node's, a `ReadableStream`, an async generator, the body of a
 * response. Compressed bytes (gzip, zstd) are unpacked.
 */
export type LogStream = AsyncIterable<string | Uint8Array>;

/** A stream as the input of a command, under a name. */
export class StreamInput {
  readonly files: readonly [name: string];
  /** A piece that is neither text nor bytes: the caller's mistake, not one of the log. */
  mistake: ArgumentError | undefined;
  readonly #stream: LogStream;

  constructor(stream: LogStream, name: string) {
    this.#stream = stream;
    this.files = [name];
  }

  /** Opens it. */
  readonly open = (name: string): Promise<Source> => streamSource(streamOf(this.#bytes()), name);

  async *#bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of this.#stream) {
      if (typeof piece === 'string') yield Buffer.from(piece, 'utf8');
      else if (piece instanceof Uint8Array) yield piece;
      else {
        this.mistake = new ArgumentError(`a stream gives strings or bytes, not ${typeof piece}`);
        return;
      }
    }
  }
}

/** Whether something is a stream of a log. */
export function isLogStream(given: unknown): given is LogStream {
  return typeof given === 'object' && given !== null && Symbol.asyncIterator in given;
}
