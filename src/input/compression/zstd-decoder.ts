import { ZSTDDecoder } from 'zstddec/stream';
import { type ContentStart, type Decoder, DecodingError, type Decompressor } from './decoder.ts';

/** The functions of zstd's own library, as zstddec compiled it to WebAssembly; addresses are bytes in `memory`. */
interface ZstdLibrary {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  free(address: number): void;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): number;
  /** Takes from the input, gives to the output; 0 at the end of a frame, an error's number below 2^32, or what is missing. */
  ZSTD_decompressStream(context: number, output: number, input: number): number;
}

/** What is handed over at once, in bytes. */
const inputBytes = 64 * 1024;
/** As much as the library can give at once (a block). */
const outputBytes = 128 * 1024;

/** Errors are the last numbers of 32 bits (zstd.h, ZSTD_isError). */
const firstError = 2 ** 32 - 120;
/** zstd_errors.h */
const errors: Readonly<Record<number, string>> = {
  10: 'something else follows behind a frame',
  20: 'the data is damaged',
  22: 'its checksum is wrong',
  32: 'it needs a dictionary',
};
const windowTooLarge = 16;

/**
 * Loads zstd's library and returns what reads zstd by it: all frames, skippable ones left out, checksums verified.
 *
 * One library for all versions of Node, since zstd in node:zlib came with 22.15, reads one frame only and does not say when a
 * frame ends early. It needs no more memory than a window of 128 MiB (`zstd --long=27`), and refuses larger ones.
 */
export async function loadZstd(): Promise<Decompressor> {
  if (library === undefined) await new Loader().init();
  return { decoder: () => new ZstdDecoder(library!), start };
}

/** The package loads its library once a process and hands it out to its first caller only. */
let library: ZstdLibrary | undefined;

/** The package's own streaming pulls its input synchronously, which no pipe can give; the library itself takes what comes. */
class Loader extends ZSTDDecoder {
  override _init(result: Parameters<ZSTDDecoder['_init']>[0]): void {
    super._init(result);
    library = result.instance.exports as unknown as ZstdLibrary;
  }
}

class ZstdDecoder implements Decoder {
  readonly #library: ZstdLibrary;
  readonly #context: number;
  readonly #input: number;
  readonly #output: number;
  /** Two `{ address, size, position }` of 32-bit numbers: of the input, then of the output. */
  readonly #buffers: number;
  /** Whether the data may end here. */
  #atEnd = true;

  constructor(library: ZstdLibrary) {
    this.#library = library;
    this.#context = library.ZSTD_createDCtx();
    this.#input = library.malloc(inputBytes);
    this.#output = library.malloc(outputBytes);
    this.#buffers = library.malloc(24);
  }

  /** Gives each part before it makes the next: four bytes may stand for 128 KiB. */
  *push(piece: Uint8Array): Generator<Buffer> {
    const { memory } = this.#library;
    for (let at = 0; at < piece.length; at += inputBytes) {
      const bytes = piece.subarray(at, at + inputBytes);
      new Uint8Array(memory.buffer).set(bytes, this.#input);
      new Uint32Array(memory.buffer, this.#buffers, 3).set([this.#input, bytes.length, 0]);
      for (;;) {
        new Uint32Array(memory.buffer, this.#buffers + 12, 3).set([this.#output, outputBytes, 0]);
        const left =
          this.#library.ZSTD_decompressStream(this.#context, this.#buffers + 12, this.#buffers) >>> 0;
        // A call may make the memory larger, which detaches all views of it.
        const [, , taken = 0, , , given = 0] = new Uint32Array(memory.buffer, this.#buffers, 6);
        if (given > 0) yield Buffer.from(new Uint8Array(memory.buffer, this.#output, given));
        if (left >= firstError) throw fault(2 ** 32 - left);
        this.#atEnd = left === 0;
        // A call behind the end of a frame would begin the next one.
        if (taken === bytes.length && (given < outputBytes || this.#atEnd)) break;
      }
    }
  }

  end(): Iterable<Buffer> {
    if (!this.#atEnd) throw new DecodingError('early', 'unexpected end of file');
    return [];
  }

  rest(): Iterable<Buffer> {
    return [];
  }

  close(): void {
    for (const address of [this.#input, this.#output, this.#buffers]) this.#library.free(address);
    this.#library.ZSTD_freeDCtx(this.#context);
  }
}

function fault(error: number): DecodingError {
  if (error === windowTooLarge)
    return new DecodingError('refused', 'it was compressed with a window of more than 128 MiB');
  return new DecodingError('damaged', errors[error] ?? `zstd's error ${error}`);
}

/** What is looked at of the content's beginning: parts of up to 128 KiB, of which the first may be short. */
const startParts = 8;

function start(bytes: Buffer): ContentStart {
  const decoder = new ZstdDecoder(library!);
  const parts: Buffer[] = [];
  try {
    for (const part of decoder.push(bytes)) {
      parts.push(part);
      if (parts.length === startParts) return { content: Buffer.concat(parts), endsEarly: false };
    }
    for (const _ of decoder.end());
    return { content: Buffer.concat(parts), endsEarly: false };
  } catch (error) {
    return {
      content: Buffer.concat(parts),
      endsEarly: error instanceof DecodingError && error.fault === 'early',
    };
  } finally {
    decoder.close();
  }
}
