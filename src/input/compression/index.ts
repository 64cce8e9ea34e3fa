/** Which compressed forms are read, how one is recognised, and how it is decompressed. */
export {
  type CompressedFormat,
  couldBeCompressed,
  detectFormat,
  MAGIC_BYTES,
} from './compressed-format.ts';
export { contentStart, decompress, loadZstdDecoders } from './decompression.ts';
export type { ZstdDecoders } from './zstd-decoder.ts';
