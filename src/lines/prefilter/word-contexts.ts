/** Bytes of the table: a bit for each hash of 15 bits. */
const contextBytes = 4096;

/** What the kernel multiplies with to hash, as 32 bits. */
export const contextFactor = 0x9e3779b1;

/**
 * The bits of all words, by the two bytes on either side of their underscores: whoever finds an underscore between other bytes
 * has found none of the words. A word that has no such underscore can not be told, so that with it all bits are set, as they
 * are without words.
 *
 * @example wordContexts(['RPC_FAIL']) // the bit of `PC` and `FA`
 */
export function wordContexts(words: readonly string[] | undefined): Uint8Array {
  const bits = new Uint8Array(contextBytes);
  for (const word of words ?? ['']) {
    const found = [...word.matchAll(/(?<=(..))_(?=(..))/g)];
    if (found.length === 0) return bits.fill(0xff);
    for (const [, before, after] of found) {
      const hash = hashOf(before!, after!);
      bits[hash >>> 3]! |= 1 << (hash & 7);
    }
  }
  return bits;
}

/** Whether the bytes on either side of an underscore are those of some word. */
export function isContext(bits: Uint8Array, before: string, after: string): boolean {
  const hash = hashOf(before, after);
  return ((bits[hash >>> 3]! >>> (hash & 7)) & 1) === 1;
}

/** The same hash as the kernel's (src/dev/prefilter/kernel-source.ts), which loads the first four bytes at once. */
function hashOf(before: string, after: string): number {
  const bytes = Buffer.from(`${before}_${after}`, 'latin1');
  return Math.imul(bytes.readInt32LE(0) ^ (bytes[4]! << 16), contextFactor) >>> 17;
}
