import { constants, gunzipSync } from 'node:zlib';
import { InputError } from '../input-error.ts';
import type { CompressedFormat } from './compressed-format.ts';
import { type Decoder, DecodingError } from './decoder.ts';
import { gzipDecoder } from './gzip-decoder.ts';
import type { ZstdDecoders } from './zstd-decoder.ts';

/**
 * Compressed bytes handed to the decompressor at once. Small, since the decompressors drop what they made of the
 * piece in which a fault shows, and so that one piece cannot blow up into much memory.
 */
const PIECE_BYTES = 8 * 1024;

/**
 * Decompresses a stream of bytes, with memory bounded by one piece of input and, for zstd, a window of 128 MiB.
 *
 * All members (gzip) and frames (zstd) are read. Where the input ends early or is damaged, everything that could
 * be read before is delivered first; then an {@link InputError} is thrown (`truncated`, `corrupt` or `unsupported`).
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
  const decoder = await decoderOf(format);
  try {
    for await (const block of source) {
      for (let at = 0; at < block.length; at += PIECE_BYTES) {
        yield* decoder.push(block.subarray(at, at + PIECE_BYTES));
      }
    }
    yield* decoder.end();
  } catch (error) {
    yield* decoder.rest();
    throw error instanceof DecodingError ? inputError(error, format, path) : error;
  } finally {
    decoder.close();
  }
}

/** What a small file may grow to at once. */
const mostAtOnce = 4 * 1024 ** 2;

/**
 * What a small gzip file holds, without a turn of the event loop for each piece: folders hold thousands of them. Undefined
 * when that is much or anything is wrong with it, which `decompress` tells after what could be read.
 *
 * @param packed all bytes of the file
 */
export function decompressAtOnce(packed: Uint8Array): Buffer | undefined {
  try {
    const options = { maxOutputLength: mostAtOnce, info: true };
    const { buffer, engine } = gunzipSync(packed, options) as unknown as WithEngine;
    // What follows behind its end is looked at by whoever knows padding from damage.
    return engine.bytesWritten === packed.length ? buffer : undefined;
  } catch {
    return undefined;
  }
}

/** What node:zlib returns when it is asked for `info`. */
interface WithEngine {
  readonly buffer: Buffer;
  /** Says how many bytes it took. */
  readonly engine: { readonly bytesWritten: number };
}

/** What decompresses zstd is loaded only when something is compressed so. */
async function decoderOf(format: CompressedFormat): Promise<Decoder> {
  if (format === 'gzip') return gzipDecoder();
  return (await loadZstdDecoders())();
}

/** Loads what {@link contentStart} needs for zstd. */
export async function loadZstdDecoders(): Promise<ZstdDecoders> {
  const { loadZstd } = await import('./zstd-decoder.ts');
  return loadZstd();
}

/** What is looked at of the content's beginning: parts of up to 128 KiB, of which the first may be short. */
const startParts = 8;

/** The first bytes of what a file holds. */
export interface ContentStart {
  readonly content: Buffer;
  /** Whether more of the compressed bytes would show more. */
  readonly endsEarly: boolean;
}

/**
 * Decompresses as much as possible of a file's first bytes.
 *
 * @param start the first bytes of a compressed file, some hundred kilobytes at best
 * @param zstd what makes decoders of zstd; without them nothing is known of what is in such a file
 * @returns the first bytes of the content, few or none if `start` is too short or damaged
 */
export function contentStart(
  start: Buffer,
  format: CompressedFormat,
  zstd: ZstdDecoders | undefined,
): ContentStart {
  if (format === 'gzip') return gzipStart(start);
  if (zstd === undefined) return { content: Buffer.alloc(0), endsEarly: true };
  const decoder = zstd();
  const parts: Buffer[] = [];
  try {
    for (const part of decoder.push(start) as Iterable<Buffer>) {
      parts.push(part);
      if (parts.length === startParts) return { content: Buffer.concat(parts), endsEarly: false };
    }
    for (const _ of decoder.end() as Iterable<Buffer>);
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

function gzipStart(start: Buffer): ContentStart {
  try {
    return { content: gunzipSync(start), endsEarly: false };
  } catch (error) {
    const endsEarly = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
    try {
      return { content: gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }), endsEarly };
    } catch {
      // A start that cannot be read has no content to compare; the reader of the whole file reports the fault.
      return { content: Buffer.alloc(0), endsEarly };
    }
  }
}

function inputError(error: DecodingError, format: CompressedFormat, path: string): InputError {
  const options = { cause: error };
  switch (error.fault) {
    case 'early':
      return new InputError(
        'truncated',
        path,
        `the ${format} data ends early`,
        'what could be read was used; is it still being written?',
        options,
      );
    case 'damaged':
      return new InputError(
        'corrupt',
        path,
        `the ${format} data is damaged: ${error.message}`,
        `what could be read was used; try \`${format} -t\` on it`,
        options,
      );
    case 'refused':
      return new InputError(
        'unsupported',
        path,
        error.message,
        `decompress it first: ${format} -dc --long=31 FILE | mooncake-annotate`,
        options,
      );
  }
}
