import { asInputError, systemCode } from '../../input-error.ts';
import { contentFrom } from '../files/archive.ts';
import { Cursor } from '../files/cursor.ts';
import { hashed } from '../files/file-head.ts';
import { TrackedFile } from '../files/tracked-file.ts';
import type { NewSiblings } from '../rotation/new-siblings.ts';
import type { RotatedFiles } from '../rotation/rotated-files.ts';
import type { Chunk } from './poll-pass.ts';
import type { Tracking } from './tracking.ts';

/** Reads what is new in files and archives, from their start again when they were truncated. */
export class FileDrain {
  readonly #parts: Tracking;
  readonly #siblings: NewSiblings;
  readonly #rotated: RotatedFiles;

  constructor(parts: Tracking, siblings: NewSiblings, rotated: RotatedFiles) {
    this.#parts = parts;
    this.#siblings = siblings;
    this.#rotated = rotated;
  }

  /** Reads all that the poll has found to be read, in its order, and hands it on. */
  async *drainUnread(): AsyncGenerator<Chunk, void, undefined> {
    for (let next = this.#parts.pass.next(); next; next = this.#parts.pass.next()) {
      if (next instanceof TrackedFile) yield* this.#drain(next);
      else yield next;
    }
  }

  async *#drain(file: TrackedFile): AsyncGenerator<Chunk, void, undefined> {
    if (file.isDone) return;
    if (file.format) {
      yield* this.#drainArchive(file);
      return;
    }
    if (!this.#parts.descriptors.has(file)) this.#parts.identity.openAgain(file, file.path);
    for (;;) {
      const block = this.#parts.reader.readBlock(file);
      if (block === 'replaced') {
        this.startOver(file);
        yield* this.drainUnread();
        return;
      }
      if (block === 'end') return;
      file.quietSince = this.#parts.now();
      this.#parts.descriptors.touch(file);
      const piece = file.cursor.accept(block);
      if (piece) yield { file, ...piece };
    }
  }

  async *#drainArchive(file: TrackedFile): AsyncGenerator<Chunk, void, undefined> {
    try {
      const stat = this.#parts.fs.stat(file.path);
      if (!file.is(stat)) {
        this.#rotated.relocate(file);
        return;
      }
      if (file.isUnchanged(stat)) return;
      file.seen = stat;
      for await (const block of contentFrom(this.#parts.fs, file.path, file.format!, file.cursor.next)) {
        file.quietSince = this.#parts.now();
        file.unconfirmed = undefined;
        const piece = file.cursor.accept(block);
        if (piece) yield { file, ...piece };
      }
      file.fault = undefined;
      yield* this.#rotated.cut(file);
      file.role = 'finished';
    } catch (error) {
      if (systemCode(error) === 'ENOENT') this.#rotated.relocate(file);
      else file.fault = asInputError(error, file.path);
    }
  }

  /**
   * The file was truncated or overwritten in place: the rest of what it had may be in a copy beside it.
   *
   * All is written down before anything is handed on, here and below, so that positions taken at any chunk are
   * complete.
   */
  startOver(file: TrackedFile): void {
    this.#parts.report.count('truncations');
    this.#parts.report.warn('truncation', file.name, 'was truncated; reading it from its start');
    const { role } = file;
    const siblings = this.#parts.siblings.siblings(this.#rotated.nameOf(file), true);
    const relatives = this.#parts.siblings.relatives(this.#rotated.nameOf(file));
    let successor: TrackedFile | undefined;
    for (const { path, stat } of relatives.entries) {
      if (!this.#parts.identity.mayInherit(path, stat)) continue;
      successor = this.#parts.identity.successor(file, path);
      if (successor) break;
    }
    const later = this.#parts.pass.takeAll();
    if (successor) {
      this.#parts.identity.replace(file, successor);
    } else {
      this.#parts.report.count('gaps');
      this.#parts.report.warn('gap', file.name, 'lines written just before it was truncated may be missing');
    }
    const piece = file.cursor.cut();
    if (piece) this.#parts.pass.push({ file, ...piece });
    file.role = role;
    file.cursor = new Cursor();
    file.head = hashed(Buffer.alloc(0));
    file.unconfirmed = undefined;
    file.seen = undefined;
    this.#parts.registry.add(file);
    this.#parts.reader.recogniseOpen(file);
    const name = this.#parts.names.get(file.name);
    if (name) this.#siblings.findBetween(name, siblings, file);
    this.#parts.pass.push(file, ...later);
  }
}
