import type { Decompressor } from './decoder.ts';
import { gzip } from './gzip-decoder.ts';

/** How a compressed form is recognised and read. */
interface CompressedForm {
  /** Its first bytes. */
  readonly magic: readonly number[];
  /** What reads it, where that needs nothing to be loaded. */
  readonly ready?: Decompressor;
  /** Loads what reads it, when something is compressed so. */
  readonly load: () => Promise<Decompressor>;
}

/** The forms that are read transparently (RFC 1952, RFC 8878): another one is a row here, and what decompresses it. */
const forms: Readonly<Record<CompressedFormat, CompressedForm>> = {
  gzip: { magic: [0x1f, 0x8b, 0x08], ready: gzip, load: async () => gzip },
  zstd: {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    load: async () => (await import('./zstd-decoder.ts')).loadZstd(),
  },
};

/** A compressed form that is read transparently. */
export type CompressedFormat = 'gzip' | 'zstd';

/** What reads a form; undefined while {@link loadDecompressor} was not called for it. */
export function decompressorOf(
  format: CompressedFormat,
  loaded: ReadonlyMap<CompressedFormat, Decompressor>,
): Decompressor | undefined {
  return forms[format].ready ?? loaded.get(format);
}

/** Loads what reads a form. */
export function loadDecompressor(format: CompressedFormat): Promise<Decompressor> {
  return forms[format].load();
}

export function isCompressedFormat(name: unknown): name is CompressedFormat {
  return typeof name === 'string' && Object.hasOwn(forms, name);
}

/** How many first bytes {@link detectFormat} wants to see. */
export const MAGIC_BYTES = 4;

/**
 * Says how a file is compressed from its first bytes; names are not asked, since rotation renames files. Undefined for
 * anything else, plain text included.
 */
export function detectFormat(start: Uint8Array): CompressedFormat | undefined {
  const formats = Object.keys(forms) as CompressedFormat[];
  return formats.find((format) => forms[format].magic.every((byte, at) => start[at] === byte));
}

/** Whether more bytes behind these could show that a file is compressed; so of none. */
export function couldBeCompressed(start: Uint8Array): boolean {
  return Object.values(forms).some(
    ({ magic }) => start.length < magic.length && start.every((byte, at) => byte === magic[at]),
  );
}
