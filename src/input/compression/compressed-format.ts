/** A compressed form that is read transparently. */
export type CompressedFormat = 'gzip' | 'zstd';

/** How many first bytes {@link detectFormat} wants to see. */
export const MAGIC_BYTES = 4;

/**
 * Says how a file is compressed from its first bytes (RFC 1952, RFC 8878); names are not asked, since rotation
 * renames files. Undefined for anything else, plain text included.
 */
export function detectFormat(start: Uint8Array): CompressedFormat | undefined {
  if (start[0] === 0x1f && start[1] === 0x8b && start[2] === 0x08) return 'gzip';
  if (start[0] === 0x28 && start[1] === 0xb5 && start[2] === 0x2f && start[3] === 0xfd) return 'zstd';
  return undefined;
}
