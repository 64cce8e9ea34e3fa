import { InputError } from '../input-error.ts';
import { type CompressedFormat, loadDecompressor } from './compressed-format.ts';
import { DecodingError } from './decoder.ts';

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
  const decoder = (await loadDecompressor(format)).decoder();
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
