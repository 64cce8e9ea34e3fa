/** Which compressed forms are read, how one is recognised, and how it is decompressed. */
export { type CompressedFormat, detectFormat, MAGIC_BYTES } from './compressed-format.ts';
export { decompress, decompressStart } from './decompression.ts';
