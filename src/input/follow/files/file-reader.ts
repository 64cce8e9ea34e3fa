import {
  type CompressedFormat,
  decompressorOf,
  loadDecompressor,
} from '../../compression/compressed-format.ts';
import type { Decompressor } from '../../compression/decoder.ts';
import { systemCode } from '../../input-error.ts';
import { isRecent } from '../names/sibling-search.ts';
import type { FollowReport } from '../polling/report.ts';
import { type Glance, glance, HEAD_BYTES, hashStart, readAt, startsLike } from './archive.ts';
import { Cursor, GUARD_BYTES } from './cursor.ts';
import type { Descriptors } from './descriptors.ts';
import type { FileSystem } from './file-system.ts';
import type { TrackedFile } from './tracked-file.ts';

const BLOCK_BYTES = 256 * 1024;

/**
 * Reads tracked files through their descriptors. What was read counts only after the file's first bytes and the
 * bytes before the position were compared again, so that bytes of a file that was truncated and grew again are
 * never taken for the continuation.
 */
export class FileReader {
  readonly #scratch = Buffer.allocUnsafeSlow(BLOCK_BYTES + GUARD_BYTES);
  readonly #loaded = new Map<CompressedFormat, Decompressor>();
  /** Forms of archives that were met and could not be looked into. */
  readonly #missing = new Set<CompressedFormat>();

  constructor(
    private readonly fs: FileSystem,
    private readonly descriptors: Descriptors,
    private readonly report: FollowReport,
  ) {}

  /** Looks into an open file. What is in some archives shows only once {@link loadDecompressors} was called. */
  glance(fd: number): Glance {
    const seen = glance(this.fs, fd, this.#loaded);
    const { format } = seen;
    if (format !== undefined && decompressorOf(format, this.#loaded) === undefined) this.#missing.add(format);
    return seen;
  }

  /** Whether an archive was met that could not be looked into. */
  get missesDecompressors(): boolean {
    return this.#missing.size > 0;
  }

  async loadDecompressors(): Promise<void> {
    for (const format of this.#missing) this.#loaded.set(format, await loadDecompressor(format));
    this.#missing.clear();
  }

  /** The next bytes of a file, if they certainly are its continuation. */
  readBlock(file: TrackedFile): Buffer | 'end' | 'replaced' {
    const fd = this.descriptors.get(file);
    if (fd === undefined) return 'end';
    const guard = file.cursor.guard;
    try {
      const from = file.cursor.next - guard.length;
      const read = this.fs.read(fd, this.#scratch, guard.length + BLOCK_BYTES, from);
      if (read < guard.length || guard.compare(this.#scratch, 0, guard.length) !== 0) return 'replaced';
      if (read === guard.length) return this.#isUntouched(file, fd) ? 'end' : 'replaced';
      const start = readAt(this.fs, fd, HEAD_BYTES, 0);
      // Truncated between the two calls.
      if (start.length < Math.min(HEAD_BYTES, from + read)) return 'replaced';
      if (!file.recognise(start)) return 'replaced';
      return this.#scratch.subarray(guard.length, read);
    } catch (error) {
      // After a stale handle (NFS) the name may still lead to the same file; the next poll opens it again.
      this.descriptors.close(file);
      file.seen = undefined;
      if (systemCode(error) !== 'ESTALE') this.report.failed(file.name, error);
      return 'end';
    }
  }

  /** At the end of a file: that it is as long as it was does not say that it is the same. */
  #isUntouched(file: TrackedFile, fd: number): boolean {
    if (file.isUnchanged(this.fs.statOpen(fd))) return true;
    if (!file.recognise(readAt(this.fs, fd, HEAD_BYTES, 0))) return false;
    this.noteSeen(file, fd);
    return true;
  }

  /** Takes the head of what the file has now, so that a copy or archive of that is known as such. */
  recogniseOpen(file: TrackedFile): void {
    const fd = this.descriptors.get(file);
    try {
      if (fd !== undefined && !file.format) file.recognise(readAt(this.fs, fd, HEAD_BYTES, 0));
    } catch {
      // Reading it reports the fault.
    }
  }

  /** Compares an opened file with what is known of it, and completes that. Throws the system's errors. */
  confirm(file: TrackedFile, fd: number): boolean {
    const { stat, start, format } = this.glance(fd);
    if (file.undecided) return file.is(stat);
    if (format !== file.format || !file.is(stat) || stat.size < file.cursor.next || !file.recognise(start))
      return false;
    return this.confirmPosition(file, fd);
  }

  confirmPosition(file: TrackedFile, fd: number): boolean {
    if (!file.unconfirmed) {
      const guard = file.cursor.guard;
      return readAt(this.fs, fd, guard.length, file.cursor.next - guard.length).equals(guard);
    }
    const { bytes, hash } = file.unconfirmed;
    const before = readAt(this.fs, fd, bytes, file.cursor.delivered - bytes);
    if (hashStart(before).hash !== hash) return false;
    file.cursor = new Cursor(file.cursor.delivered, before);
    file.unconfirmed = undefined;
    return true;
  }

  /** Remembers how a file looks that is about to be closed, to see later whether it must be opened again. */
  noteSeen(file: TrackedFile, fd: number): void {
    try {
      const stat = this.fs.statOpen(fd);
      file.seen = stat.size === file.cursor.next && !isRecent(stat.modified) ? stat : undefined;
    } catch {
      file.seen = undefined;
    }
  }

  /** Whether an open file is no longer than what was read of it. */
  isReadToEnd(file: TrackedFile): boolean {
    const fd = this.descriptors.get(file);
    try {
      return fd === undefined || this.fs.statOpen(fd).size <= file.cursor.next;
    } catch {
      return false;
    }
  }

  /**
   * Whether all of a file was handed on, and nobody wrote to it for a while.
   *
   * @param quietFor how long nobody may have written to it, in milliseconds
   * @returns undefined where the file is neither open nor where it was last
   */
  isReadOut(file: TrackedFile, quietFor: number): boolean | undefined {
    try {
      const fd = this.descriptors.get(file);
      const stat = fd === undefined ? this.fs.stat(file.place) : this.fs.statOpen(fd);
      if (!file.is(stat)) return undefined;
      const isQuiet = Math.abs(Date.now() - Number(stat.modified / 1_000_000n)) >= quietFor;
      return stat.size === file.cursor.delivered && (stat.size === 0 || isQuiet);
    } catch {
      return undefined;
    }
  }

  /** Whether an open file does not hold any more what was read of it. */
  isTruncated(file: TrackedFile): boolean {
    const fd = this.descriptors.get(file);
    try {
      if (fd === undefined) return false;
      return (
        this.fs.statOpen(fd).size < file.cursor.next ||
        !startsLike(readAt(this.fs, fd, HEAD_BYTES, 0), file.head)
      );
    } catch {
      return false;
    }
  }

  isAt(file: TrackedFile, path: string): boolean {
    try {
      return file.is(this.fs.stat(path));
    } catch {
      return false;
    }
  }
}
