/** The first bytes of each form (RFC 1952, RFC 8878). */
const magics = {
  gzip: [0x1f, 0x8b, 0x08],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** A compressed form that is read transparently. */
export type CompressedFormat = keyof typeof magics;

export function isCompressedFormat(name: unknown): name is CompressedFormat {
  return typeof name === 'string' && Object.hasOwn(magics, name);
}

/** How many first bytes {@link detectFormat} wants to see. */
export const MAGIC_BYTES = 4;

/**
 * Says how a file is compressed from its first bytes; names are not asked, since rotation renames files. Undefined for
 * anything else, plain text included.
 */
export function detectFormat(start: Uint8Array): CompressedFormat | undefined {
  const formats = Object.keys(magics) as CompressedFormat[];
  return formats.find((format) => magics[format].every((byte, at) => start[at] === byte));
}

/** Whether more bytes behind these could show that a file is compressed; so of none. */
export function couldBeCompressed(start: Uint8Array): boolean {
  return Object.values(magics).some(
    (magic) => start.length < magic.length && start.every((byte, at) => byte === magic[at]),
  );
}
