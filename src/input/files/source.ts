import { closeSync, createReadStream, fstatSync, open, openSync, readSync, type Stats, stat } from 'node:fs';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  type CompressedFormat,
  couldBeCompressed,
  detectFormat,
  MAGIC_BYTES,
} from '../compression/compressed-format.ts';
import { asInputError, InputError, isDirectory } from '../input-error.ts';

/** The argument that stands for standard input, and the name it then carries. */
export const STANDARD_INPUT = '-';

/**
 * One opened input.
 *
 * `file` is a plain regular file, from its start, for a reader that takes blocks by position itself and closes
 * `fd` afterwards. `stream` is everything else: pipes, devices, and compressed files, already decompressed; errors
 * come after all bytes that could be read.
 */
export type Source =
  | { readonly kind: 'file'; readonly fd: number; readonly path: string; readonly size: number }
  | {
      readonly kind: 'stream';
      readonly readable: Readable;
      readonly path: string;
      readonly format?: CompressedFormat;
      /** When a compressed file was written, in epoch milliseconds: as the log that it was made of. */
      readonly modified?: number | undefined;
      /** Of the pipe or socket that `readable` is, for a reader that reads it directly too. */
      readonly descriptor?: number;
    };

/**
 * Opens what an argument names: a regular file, a FIFO, `/dev/fd/N`, a character device, or `-` for standard
 * input. gzip and zstd are recognised by their first bytes wherever they come from. Opening a FIFO waits for its
 * writer.
 *
 * @throws InputError when it is missing, unreadable, a directory or a socket
 */
export async function openSource(path: string): Promise<Source> {
  const source = await openPacked(path);
  return source.kind === 'packed' ? unpack(source, () => closeSync(source.fd)) : source;
}

/**
 * Opens what an argument names as `openSource` does, but leaves a compressed regular file packed: whoever reads it, in
 * whatever thread, unpacks it.
 *
 * @throws InputError as `openSource`
 */
export async function openPacked(path: string): Promise<Source | PackedFile> {
  try {
    if (path === STANDARD_INPUT) return await streamSource(process.stdin, path);
    const stats = await statOf(path);
    if (stats.isDirectory()) throw isDirectory(path);
    if (stats.isSocket()) {
      throw new InputError('unsupported', path, 'is a socket', 'pipe its data into standard input');
    }
    return stats.isFile() ? openFile(path) : await streamSource(await openPipe(path, stats), path);
  } catch (error) {
    throw asInputError(error, path);
  }
}

/** The latest time in epoch milliseconds that stamps without a year can mean: no line of a file is younger than the file. */
export function latestTime(source: Source): number {
  return source.kind === 'file' ? fstatSync(source.fd).mtimeMs : (source.modified ?? Date.now());
}

/** Closes a source that will not be read, or not to its end. */
export function closeSource(source: Source): void {
  if (source.kind === 'file') closeSync(source.fd);
  else source.readable.destroy();
}

function openFile(path: string): Source | PackedFile {
  const fd = openSync(path, 'r');
  const magic = Buffer.alloc(MAGIC_BYTES);
  try {
    const format = detectFormat(magic.subarray(0, readSync(fd, magic, 0, MAGIC_BYTES, 0)));
    const { size, mtimeMs: modified } = fstatSync(fd);
    return format === undefined
      ? { kind: 'file', fd, path, size }
      : { kind: 'packed', fd, path, size, format, modified };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/**
 * Opens a pipe or device. A FIFO becomes a socket of the event loop, since a blocked read in the thread pool
 * could not be given up and would hold the process at its end.
 */
async function openPipe(path: string, stats: Stats): Promise<Readable> {
  if (!stats.isFIFO()) return createReadStream(path);
  // A `FileHandle` would close the descriptor a second time, when it may be another file's already.
  const fd = await openDescriptor(path, 'r');
  const { Socket } = await import('node:net');
  return new Socket({ fd, readable: true, writable: false });
}

const openDescriptor = promisify(open);
const statOf = promisify(stat);

/**
 * Makes a source of a stream of bytes, compressed or not.
 *
 * @param path what it is called in errors
 */
export async function streamSource(raw: Readable, path: string): Promise<Source> {
  // Whoever reads it is told of an error; until then nobody listens.
  const later = (): void => {};
  raw.on('error', later);
  const start = await peek(raw, path);
  const descriptor = await descriptorOf(raw);
  const format = detectFormat(start);
  // A stream that has ended takes nothing back.
  if (!format && descriptor !== undefined && !raw.readableEnded) {
    raw.unshift(start);
    raw.off('error', later);
    return { kind: 'stream', readable: raw, path, descriptor };
  }
  const blocks = blocksOf(start, raw, path);
  if (!format) return { kind: 'stream', readable: bytesOf(blocks, raw), path };
  // What decompresses is loaded only when something is compressed.
  const { decompress } = await import('../compression/decompression.ts');
  const unpackedBlocks = decompress(blocks, format, path);
  return { kind: 'stream', readable: bytesOf(unpackedBlocks, raw), path, format };
}

/** The descriptor of a pipe or socket that Node reads in non-blocking mode. */
async function descriptorOf(raw: Readable): Promise<number | undefined> {
  const { Socket } = await import('node:net');
  if (!(raw instanceof Socket)) return undefined;
  const { fd } = (raw as unknown as { readonly _handle: { readonly fd?: number } | null })._handle ?? {};
  if (fd === undefined || fd < 0) return undefined;
  const stats = fstatSync(fd);
  return stats.isFIFO() || stats.isSocket() ? fd : undefined;
}

/** Takes the first bytes of a stream, as many as it takes to say whether they are compressed; none when it is empty. */
async function peek(raw: Readable, path: string): Promise<Buffer> {
  let start: Buffer = Buffer.alloc(0);
  while (start.length < MAGIC_BYTES) {
    const chunk: Buffer | null = raw.read();
    if (chunk !== null) {
      start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
      // Text is recognised by its first byte, and must not wait for three more from a slow writer.
      if (!couldBeCompressed(start)) break;
    } else if (!(await readable(raw, path))) break;
  }
  return start;
}

/** Resolves to true when a stream may have something to read, to false when it has ended. */
function readable(raw: Readable, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const endWait = (act: () => void): void => {
      raw.off('readable', more).off('end', over).off('close', over).off('error', failed);
      act();
    };
    const more = (): void => endWait(() => resolve(true));
    const over = (): void => endWait(() => resolve(false));
    const failed = (error: unknown): void => endWait(() => reject(asInputError(error, path)));
    if (raw.readableEnded || raw.destroyed) resolve(false);
    else raw.on('readable', more).on('end', over).on('close', over).on('error', failed);
  });
}

/** A stream of what `blocks` yields. It takes one when the one before was read: an error would throw away what waits. */
export function streamOf(blocks: AsyncIterable<Uint8Array>): Readable {
  return Readable.from(blocks, { objectMode: false, highWaterMark: 1 });
}

/** Makes a stream of what `blocks` yields; `raw` is where they take their bytes from. */
function bytesOf(blocks: AsyncIterable<Buffer>, raw: Readable): Readable {
  const bytes = streamOf(blocks);
  const destroy = bytes._destroy;
  // A generator that waits for bytes cannot be ended; with its source gone it ends by itself.
  bytes._destroy = (error, done) => {
    raw.destroy();
    destroy.call(bytes, error, done);
  };
  return bytes;
}

/** What was taken from a stream, then the rest. A stream that has failed by now takes nothing back. */
async function* blocksOf(
  start: Buffer,
  raw: Readable,
  path: string,
): AsyncGenerator<Buffer, void, undefined> {
  if (start.length > 0) yield start;
  if (raw.readableEnded) return;
  try {
    yield* raw as AsyncIterable<Buffer>;
  } catch (error) {
    throw asInputError(error, path);
  }
}

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
  const blocks = whole === undefined ? decompress(packedBlocks(file), format, path) : [whole];
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
async function* packedBlocks({ fd }: PackedFile): AsyncGenerator<Buffer, void, undefined> {
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
