/** The most that one zstd block may hold (RFC 8878, section 3.1.1.2.4). */
const BLOCK_BYTES = 128 * 1024;

/**
 * A zstd frame whose blocks are stored as they are (RFC 8878, section 3.1.1): valid for every decoder, and made
 * without one, since Node 20 has no zstd.
 */
export function zstdOf(content: Buffer): Buffer {
  // Magic number; frame header without content size or checksum; a window of 128 KiB.
  const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38])];
  for (let at = 0; at === 0 || at < content.length; at += BLOCK_BYTES) {
    const block = content.subarray(at, at + BLOCK_BYTES);
    const last = at + BLOCK_BYTES >= content.length ? 1 : 0;
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | last, 0, 3);
    parts.push(header, block);
  }
  return Buffer.concat(parts);
}
