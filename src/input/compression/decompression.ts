import * as zlib from 'node:zlib';
import { createGunzip } from 'node:zlib';
import * as fzstd from 'fzstd';
import { InputError } from '../input-error.ts';
import type { CompressedFormat } from './compressed-format.ts';
import { type FramePart, ZstdFrames } from './zstd-frames.ts';

/**
 * Compressed bytes handed to the decompressor at once. Small, since the decompressors drop what they made of the
 * piece in which a fault shows, and so that one piece cannot blow up into much memory.
 */
const PIECE_BYTES = 8 * 1024;

/**
 * Decompresses a stream of bytes, with memory bounded by one piece of input.
 *
 * All members (gzip) and frames (zstd) are read. Where the input ends early or is damaged, everything that could
 * be read before is delivered first; then an {@link InputError} is thrown (`truncated` or `corrupt`). Without
 * zstd in node:zlib (Node before 22.15) fzstd reads it, which does not verify zstd's optional checksum.
 *
 * @param source the compressed bytes, from their start
 * @param format what {@link detectFormat} said
 * @param path the name for errors
 */
export async function* decompress(
  source: AsyncIterable<Uint8Array>,
  format: CompressedFormat,
  path: string,
): AsyncGenerator<Buffer, void, undefined> {
  const decoder = format === 'gzip' ? nativeDecoder(createGunzip()) : zstdDecoder();
  try {
    for await (const block of source) {
      for (let at = 0; at < block.length; at += PIECE_BYTES) {
        yield* decoder.push(block.subarray(at, at + PIECE_BYTES));
      }
    }
    yield* decoder.end();
  } catch (error) {
    yield* decoder.rest();
    throw error instanceof DecodingError ? damaged(error, format, path) : error;
  } finally {
    decoder.close();
  }
}

/**
 * Decompresses as much as possible of a file's first bytes.
 *
 * @param start the first bytes of a compressed file, some hundred kilobytes at best
 * @returns the first bytes of the content, few or none if `start` is too short or damaged
 */
export function decompressStart(start: Buffer, format: CompressedFormat): Buffer {
  const parts: Buffer[] = [];
  try {
    if (format === 'gzip') return zlib.gunzipSync(start, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    const stream = new fzstd.Decompress((chunk) => parts.push(Buffer.from(chunk)));
    for (let at = 0; at < start.length && parts.length === 0; at += PIECE_BYTES) {
      stream.push(start.subarray(at, at + PIECE_BYTES));
    }
  } catch {
    // A start that cannot be read has no content to compare; the reader of the whole file reports the fault.
  }
  return Buffer.concat(parts);
}

/** Decompression as calls: what comes out belongs to the caller. */
interface Decoder {
  push(piece: Uint8Array): AsyncIterable<Buffer> | Iterable<Buffer>;
  end(): AsyncIterable<Buffer> | Iterable<Buffer>;
  /** What was already decoded when a call failed. */
  rest(): Iterable<Buffer>;
  close(): void;
}

class DecodingError extends Error {}

function damaged(error: DecodingError, format: CompressedFormat, path: string): InputError {
  const early = /unexpected (end of file|eof)/i.test(error.message);
  return early
    ? new InputError(
        'truncated',
        path,
        `the ${format} data ends early`,
        'what could be read was used; is it still being written?',
        { cause: error },
      )
    : new InputError(
        'corrupt',
        path,
        `the ${format} data is damaged: ${error.message}`,
        `what could be read was used; try \`${format} -t\` on it`,
        { cause: error },
      );
}

type ZlibStream = ReturnType<typeof createGunzip>;

function nativeDecoder(stream: ZlibStream): Decoder {
  let ready: Buffer[] = [];
  let failure: Error | undefined;
  let wake = () => {};
  // Flowing mode: a destroyed stream would throw away what it still buffered for a reader.
  stream.on('data', (chunk: Buffer) => ready.push(chunk));
  stream.on('error', (error) => {
    failure = error;
    wake();
  });
  stream.on('end', () => wake());

  function* take() {
    const taken = ready;
    ready = [];
    yield* taken;
  }
  async function* step(start: (done: () => void) => void) {
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (failure) resolve();
      else start(resolve);
    });
    yield* take();
    if (failure) throw new DecodingError(failure.message, { cause: failure });
  }
  return {
    push: (piece) => step((done) => stream.write(piece, () => done())),
    end: () => step(() => stream.end()),
    rest: take,
    close: () => stream.destroy(),
  };
}

/** Reads frame by frame, each with a decoder of its own. */
function zstdDecoder(): Decoder {
  const native = (zlib as { createZstdDecompress?: () => ZlibStream }).createZstdDecompress;
  const frames = new ZstdFrames();
  let decoder: Decoder | undefined;
  return {
    async *push(piece) {
      for (const { bytes, last } of framesOf(frames, piece)) {
        decoder ??= native ? nativeDecoder(native()) : fzstdDecoder();
        yield* decoder.push(bytes);
        if (!last) continue;
        yield* decoder.end();
        decoder.close();
        decoder = undefined;
      }
    },
    end() {
      if (!frames.atEnd) throw new DecodingError('unexpected end of file');
      return [];
    },
    *rest() {
      if (decoder) yield* decoder.rest();
    },
    close: () => decoder?.close(),
  };
}

function* framesOf(frames: ZstdFrames, piece: Uint8Array): Generator<FramePart> {
  try {
    yield* frames.push(piece);
  } catch (error) {
    throw new DecodingError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function fzstdDecoder(): Decoder {
  let ready: Buffer[] = [];
  const stream = new fzstd.Decompress((chunk) => ready.push(Buffer.from(chunk)));
  function* take() {
    const taken = ready;
    ready = [];
    yield* taken;
  }
  function* step(piece: Uint8Array, last: boolean) {
    try {
      stream.push(piece, last);
    } catch (error) {
      throw new DecodingError(error instanceof Error ? error.message : String(error), { cause: error });
    }
    yield* take();
  }
  return {
    push: (piece) => step(piece, false),
    end: () => step(new Uint8Array(0), true),
    rest: take,
    close: () => {},
  };
}
