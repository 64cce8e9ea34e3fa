/** Which compressed forms are read, how one is recognised, and how it is decompressed. */
export {
  type CompressedFormat,
  couldBeCompressed,
  decompressorOf,
  detectFormat,
  loadDecompressor,
  MAGIC_BYTES,
} from './compressed-format.ts';
export type { Decompressor } from './decoder.ts';
export { decompress } from './decompression.ts';
