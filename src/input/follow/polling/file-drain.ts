import { asInputError, systemCode } from '../../input-error.ts';
import { contentFrom, type Glance, hashStart } from '../files/archive.ts';
import { Cursor } from '../files/cursor.ts';
import { TrackedFile } from '../files/tracked-file.ts';
import type { NewSiblings } from '../rotation/new-siblings.ts';
import type { RotatedFiles } from '../rotation/rotated-files.ts';
import type { Chunk } from './report.ts';
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
    if (file.isDone || (file.undecided && !this.decide(file))) return;
    if (file.format) {
      yield* this.#drainArchive(file);
      return;
    }
    if (!this.#parts.descriptors.has(file)) this.#parts.identity.openAgain(file, file.place);
    for (;;) {
      const block = this.#parts.reader.readBlock(file);
      if (block === 'replaced') {
        this.startOver(file);
        yield* this.drainUnread();
        return;
      }
      if (block === 'end') return;
      file.quietSince = this.#parts.now();
      file.isReadOut = false;
      this.#parts.descriptors.touch(file);
      const piece = file.cursor.accept(block);
      if (piece) yield { file, ...piece };
    }
  }

  async *#drainArchive(file: TrackedFile): AsyncGenerator<Chunk, void, undefined> {
    try {
      const fd = this.#parts.descriptors.open(file.place);
      const stat = this.#parts.fs.statOpen(fd);
      const isOther = !file.is(stat);
      if (isOther || file.isUnchanged(stat)) {
        this.#parts.descriptors.closeDescriptor(fd);
        if (isOther) this.#relocate(file);
        return;
      }
      file.seen = stat;
      for await (const block of contentFrom(this.#parts.fs, fd, file.path, file.format!, file.cursor.next)) {
        if (file.head.bytes === 0 && file.cursor.next === 0) file.recognise(block);
        file.quietSince = this.#parts.now();
        file.unconfirmed = undefined;
        const piece = file.cursor.accept(block);
        if (piece) yield { file, ...piece };
      }
      file.fault = undefined;
      yield* this.#rotated.cut(file);
      file.role = 'finished';
    } catch (error) {
      if (systemCode(error) === 'ENOENT') this.#relocate(file);
      else file.fault = asInputError(error, file.path);
    }
  }

  /** Reads an archive under its new name, after all else that was found. */
  #relocate(file: TrackedFile): void {
    if (this.#rotated.relocate(file)) this.#parts.pass.push(file);
  }

  /**
   * Finds out whether a file that was met empty or half-written is another's copy or archive, and takes it for what it is if
   * it stays as it is for as long as rotated files are waited for.
   *
   * @returns whether it is to be read
   */
  decide(file: TrackedFile): boolean {
    try {
      const known = this.#parts.descriptors.get(file);
      const fd = known ?? this.#parts.descriptors.open(file.place);
      try {
        const seen = this.#parts.reader.glance(fd);
        if (!file.is(seen.stat)) {
          this.#relocate(file);
          return false;
        }
        if (seen.isUnfinished && !this.#isLeft(file, seen)) return false;
        this.#takeFor(file, seen, fd);
      } finally {
        if (known === undefined) this.#parts.descriptors.closeDescriptor(fd);
      }
    } catch (error) {
      if (systemCode(error) === 'ENOENT') this.#relocate(file);
      return false;
    }
    if (file.isDone) return false;
    if (!file.format && !this.#parts.descriptors.has(file)) this.#parts.identity.openAgain(file, file.place);
    return true;
  }

  /**
   * Whether nobody has written to a half-written file for as long as rotated files are waited for. An archive beside which
   * what it is made of still stands holds nothing else, whatever becomes of it.
   */
  #isLeft(file: TrackedFile, { stat }: Glance): boolean {
    if (this.#rotated.hasOriginal(file)) return false;
    const now = this.#parts.now();
    if (file.isUnchanged(stat)) return now - file.quietSince >= this.#parts.drainFor;
    file.seen = stat;
    file.quietSince = now;
    return false;
  }

  #takeFor(file: TrackedFile, seen: Glance, fd: number): void {
    file.undecided = false;
    file.seen = undefined;
    if (seen.format) {
      file.format = seen.format;
      if (file.role === 'current') file.role = 'rotated';
      this.#parts.descriptors.close(file);
    }
    const relation = seen.isUnfinished ? undefined : this.#parts.identity.relation(file.place, seen, fd);
    if (relation === undefined) {
      file.recognise(seen.start);
      return;
    }
    this.#parts.descriptors.close(file);
    file.role = 'other';
    file.seen = seen.stat;
    file.copyOf = relation.of;
    if (relation.successor === undefined) return;
    this.#parts.identity.replace(relation.of, relation.successor);
    for (const name of this.#parts.names.values()) if (name.file === file) name.file = relation.successor;
  }

  /**
   * The file was truncated or overwritten in place: the rest of what it had may be in a copy beside it. If files were renamed
   * while it was looked for, what the file had is remembered until it is found or was waited for long enough.
   *
   * All is written down before anything is handed on, here and below, so that positions taken at any chunk are
   * complete.
   */
  startOver(file: TrackedFile): void {
    const { report, siblings: search, identity, pass, registry, reader, names } = this.#parts;
    report.count('truncations');
    report.warn('truncation', file.name, 'was truncated; reading it from its start');
    const siblings = search.siblings(this.#rotated.placeOf(file), true);
    const relatives = this.#rotated.places(file);
    const later = pass.takeAll();
    const former = identity.formerOf(file);
    file.cursor = new Cursor();
    file.head = hashStart(Buffer.alloc(0));
    file.unconfirmed = undefined;
    file.seen = undefined;
    registry.add(file);
    registry.add(former);
    if (!this.#rotated.inherit(former, relatives.entries)) {
      // Of what was never looked into no copy can be known.
      const mayCome =
        former.head.bytes > 0 &&
        (reader.missesDecompressors || this.#rotated.haveMoved(former, relatives.entries));
      if (!mayCome) pass.push(...this.#rotated.finish(former));
    }
    reader.recogniseOpen(file);
    const name = names.get(file.name);
    if (name) this.#siblings.findBetween(name, siblings, file);
    pass.push(file, ...later);
  }
}
