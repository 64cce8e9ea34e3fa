import type { Decompressor } from './decoder.ts';
import { gzip } from './gzip-decoder.ts';

/** How a compressed form is recognised and read. */
interface CompressedForm {
  /** Its first bytes. */
  readonly magic: readonly number[];
  /** What reads it, or what loads that when something is compressed so. */
  readonly decompressor: Decompressor | (() => Promise<Decompressor>);
}

/** The forms that are read transparently (RFC 1952, RFC 8878): another one is a row here, and what decompresses it. */
const forms = {
  gzip: { magic: [0x1f, 0x8b, 0x08], decompressor: gzip },
  zstd: {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    decompressor: async () => (await import('./zstd-decoder.ts')).loadZstd(),
  },
} satisfies Readonly<Record<string, CompressedForm>>;

/** A compressed form that is read transparently. */
export type CompressedFormat = keyof typeof forms;

const formOf = (format: CompressedFormat): CompressedForm => forms[format];

/** What reads a form; undefined while {@link loadDecompressor} was not called for it. */
export function decompressorOf(
  format: CompressedFormat,
  loaded: ReadonlyMap<CompressedFormat, Decompressor>,
): Decompressor | undefined {
  const { decompressor } = formOf(format);
  return typeof decompressor === 'function' ? loaded.get(format) : decompressor;
}

/** Loads what reads a form. */
export async function loadDecompressor(format: CompressedFormat): Promise<Decompressor> {
  const { decompressor } = formOf(format);
  return typeof decompressor === 'function' ? decompressor() : decompressor;
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
