import { createHash } from 'node:crypto';

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
export function hashed(bytes: Uint8Array): Hashed {
  return { bytes: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** Hashes a file's first bytes, given at least {@link HEAD_BYTES} of them or the whole file. */
export function headOf(start: Uint8Array): Hashed {
  return hashed(start.subarray(0, HEAD_BYTES));
}

/**
 * Says whether content that begins with `start` may be the file whose head was taken earlier: it has at least
 * as many bytes as were hashed then, and these are the same. An empty head fits everything.
 */
export function startsLike(start: Uint8Array, head: Hashed): boolean {
  return start.length >= head.bytes && hashed(start.subarray(0, head.bytes)).hash === head.hash;
}
