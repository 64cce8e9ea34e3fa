import { createHash } from 'node:crypto';
import {
  type CompressedFormat,
  couldBeCompressed,
  decompressorOf,
  detectFormat,
} from '../../compression/compressed-format.ts';
import type { Decompressor } from '../../compression/decoder.ts';
import { decompress } from '../../compression/decompression.ts';
import type { FileStat, FileSystem } from './file-system.ts';

/** How many of a file's first bytes identify it, when it has that many. */
export const HEAD_BYTES = 1024;

/** A hash of some bytes, with their number, since a young file has fewer than {@link HEAD_BYTES}. */
export interface Hashed {
  /** how many bytes were hashed */
  readonly bytes: number;
  /** SHA-256 in hexadecimal */
  readonly hash: string;
}

/** Hashes `bytes` whole. */
export function hashStart(bytes: Uint8Array): Hashed {
  return { bytes: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Says whether content that begins with `start` may be the file whose head was taken earlier: it has at least
 * as many bytes as were hashed then, and these are the same. An empty head fits everything.
 */
export function startsLike(start: Uint8Array, head: Hashed): boolean {
  return start.length >= head.bytes && hashStart(start.subarray(0, head.bytes)).hash === head.hash;
}

/** Enough of an archive to decompress its first bytes: a zstd block holds up to 128 KiB. */
const ARCHIVE_START_BYTES = 192 * 1024;

/** What a look into a file shows without following it. */
export interface Glance {
  readonly stat: FileStat;
  /** the first bytes of the (decompressed) content, {@link HEAD_BYTES} or the whole content */
  readonly start: Buffer;
  readonly format?: CompressedFormat;
  /** whether `start` may become longer without a change of what it is: an archive that is still being written, an empty file */
  readonly isUnfinished: boolean;
}

/**
 * Reads a file's first bytes, and those of its content if it is compressed. Throws the system's errors.
 *
 * @param loaded what reads forms that need something to be loaded; nothing is known of what is in other archives
 */
export function glance(
  fs: FileSystem,
  fd: number,
  loaded: ReadonlyMap<CompressedFormat, Decompressor>,
): Glance {
  const stat = fs.statOpen(fd);
  const start = readAt(fs, fd, HEAD_BYTES, 0);
  const format = detectFormat(start);
  if (!format) return { stat, start, isUnfinished: couldBeCompressed(start) };
  const { content, endsEarly } = decompressorOf(format, loaded)?.start(
    readAt(fs, fd, ARCHIVE_START_BYTES, 0),
  ) ?? { content: Buffer.alloc(0), endsEarly: true };
  const isUnfinished = content.length < HEAD_BYTES && endsEarly;
  return { stat, start: content.subarray(0, HEAD_BYTES), format, isUnfinished };
}

/** Reads up to `length` bytes at `position` into a buffer of its own. */
export function readAt(fs: FileSystem, fd: number, length: number, position: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, fs.read(fd, buffer, length, position));
}

/**
 * The content of an open archive from a position of its decompressed bytes on, read from its beginning.
 *
 * @param fd is closed at the end
 * @throws InputError when it is damaged or not yet complete, after what could be read
 */
export async function* contentFrom(
  fs: FileSystem,
  fd: number,
  path: string,
  format: CompressedFormat,
  position: number,
): AsyncGenerator<Buffer, void, undefined> {
  let at = 0;
  for await (const block of decompress(fs.stream(fd), format, path)) {
    const skip = Math.max(0, position - at);
    at += block.length;
    if (skip < block.length) yield block.subarray(skip);
  }
}
