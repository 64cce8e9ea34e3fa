import { readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { CompressedFormat } from '../compression/compressed-format.ts';

/** An open regular file that is compressed, as plain data: threads of a process share its descriptor, and read by position. */
export interface PackedFile {
  readonly kind: 'packed';
  readonly fd: number;
  readonly path: string;
  /** Compressed bytes. */
  readonly size: number;
  readonly format: CompressedFormat;
  /** When it was written, in epoch milliseconds. */
  readonly modified: number;
}

/** What a packed file holds: a source of its bytes. */
interface UnpackedFile extends Pick<PackedFile, 'path' | 'format' | 'modified'> {
  readonly kind: 'stream';
  readonly readable: Readable;
}

/** Compressed bytes that are read at once. */
const blockSize = 64 * 1024;

/** Unpacks a packed file from its start. `close` is called once nothing more is read of it. */
export async function unpack(file: PackedFile, close: () => void = () => {}): Promise<UnpackedFile> {
  const { path, format, modified, size } = file;
  // What decompresses is loaded only when something is compressed.
  const { decompress } = await import('../compression/decompression.ts');
  const { loadDecompressor } = await import('../compression/compressed-format.ts');
  const { atOnce } = await loadDecompressor(format);
  const start = size <= blockSize && atOnce !== undefined ? startOf(file) : undefined;
  const whole = start === undefined ? undefined : atOnce?.(start);
  const blocks = whole === undefined ? decompress(blocksOf(file), format, path) : [whole];
  const readable = Readable.from(blocks, { objectMode: false });
  const destroy = readable._destroy;
  readable._destroy = (error, done) =>
    destroy.call(readable, error, (fault) => {
      close();
      done(fault);
    });
  return { kind: 'stream', readable, path, format, modified };
}

/** Reads are synchronous, as those of plain files are (scan/file-scan.ts); between them others have their turn. */
async function* blocksOf({ fd }: PackedFile): AsyncGenerator<Buffer, void, undefined> {
  for (let position = 0; ; ) {
    const block = Buffer.allocUnsafe(blockSize);
    const count = readSync(fd, block, 0, blockSize, position);
    if (count === 0) return;
    yield block.subarray(0, count);
    position += count;
    await setImmediate();
  }
}

/** The first block; undefined when it cannot be read, which reading on will tell. */
function startOf({ fd }: PackedFile): Buffer | undefined {
  const block = Buffer.allocUnsafe(blockSize + 1);
  try {
    return block.subarray(0, readSync(fd, block, 0, block.length, 0));
  } catch {
    return undefined;
  }
}
