import { dirname } from 'node:path';
import { Descriptors } from '../files/descriptors.ts';
import { FileIdentity } from '../files/file-identity.ts';
import { FileReader } from '../files/file-reader.ts';
import type { FileSystem } from '../files/file-system.ts';
import type { StartPosition } from '../files/position.ts';
import { fileAt, type Position, positionOf } from '../files/position.ts';
import type { TrackedFile } from '../files/tracked-file.ts';
import { FileRegistry } from '../files/tracked-file.ts';
import { FollowedNames } from '../names/followed-names.ts';
import { Directories, SiblingSearch, Targets } from '../names/sibling-search.ts';
import { NewSiblings } from '../rotation/new-siblings.ts';
import { RotatedFiles } from '../rotation/rotated-files.ts';
import { FileDrain } from './file-drain.ts';
import type { FollowReport } from './report.ts';
import { type Chunk, PollPass } from './report.ts';
import type { Tracking } from './tracking.ts';

/** What a {@link Tracker} needs to know. */
interface TrackerOptions {
  readonly fs: FileSystem;
  readonly from: StartPosition;
  readonly maxOpen: number;
  readonly drainFor: number;
  readonly now: () => number;
  readonly report: FollowReport;
  readonly resume?: readonly Position[] | undefined;
  readonly onStart?: (() => void | Promise<void>) | undefined;
}

/**
 * Knows the followed names and the files behind them, and reads what is new at every poll.
 *
 * A poll first reads all open files to their end and only then asks what the names mean now; otherwise the last
 * lines before a rotation could be taken for lost. When a name means another file, the old one is read to its
 * end, then files that were between the two (they appeared among its siblings since the last poll), then the new
 * one.
 */
export class Tracker {
  readonly #options: TrackerOptions;
  readonly #parts: Tracking;
  readonly #rotated: RotatedFiles;
  readonly #drain: FileDrain;
  readonly #followed: FollowedNames;
  /** Where reading of files stood that were rotated away before an earlier run ended. */
  readonly #rotatedBefore = new Map<TrackedFile, number>();

  constructor(targets: readonly string[], options: TrackerOptions) {
    const { fs, report, maxOpen, now, from, drainFor } = options;
    this.#options = options;
    const directories = new Directories(fs);
    const pass = new PollPass();
    const registry = new FileRegistry();
    const descriptors = new Descriptors(fs, maxOpen, (file, fd) => this.#parts.reader.noteSeen(file, fd));
    const reader = new FileReader(fs, descriptors, report);
    this.#parts = {
      ...{ fs, report, now, from, drainFor, pass, registry, descriptors, reader },
      targets: new Targets(fs, directories, targets),
      siblings: new SiblingSearch(fs, directories, pass),
      identity: new FileIdentity(fs, descriptors, reader, registry, pass, now),
      names: new Map(),
    };
    const siblings = new NewSiblings(this.#parts);
    this.#rotated = new RotatedFiles(this.#parts, siblings);
    this.#drain = new FileDrain(this.#parts, siblings, this.#rotated);
    this.#followed = new FollowedNames(this.#parts, siblings, this.#rotated, this.#drain);
    this.#followed.atStart = options.resume === undefined;
    for (const position of options.resume ?? []) this.#restore(position, targets);
  }

  /** How many names mean a file now. */
  get files(): number {
    let files = 0;
    for (const { file } of this.#parts.names.values()) if (file !== undefined) files++;
    return files;
  }

  /** Where reading stands in every known file, handed-on chunks included. */
  positions(): Position[] {
    return this.#parts.registry.all.map(positionOf);
  }

  /** The directories in which something may happen, for watching. */
  directories(): string[] {
    const all = [...this.#parts.names.values()].flatMap(({ path, target }) => [
      dirname(path),
      dirname(target),
    ]);
    return [...new Set(all)];
  }

  /** One poll of everything: hands on all that is new. */
  async *poll(): AsyncGenerator<Chunk, void, undefined> {
    yield* this.#pass();
    if (!this.#parts.reader.missesDecompressors) return;
    await this.#parts.reader.loadDecompressors();
    for (const file of this.#parts.registry.all) file.searched = '';
    yield* this.#pass();
  }

  async *#pass(): AsyncGenerator<Chunk, void, undefined> {
    this.#parts.pass.number++;
    for (const file of this.#parts.registry.all) {
      if (file.isDone || !this.#parts.descriptors.has(file)) continue;
      if (file.cursor.next > 0 || file.role === 'rotated') this.#parts.pass.push(file);
      else if (file.undecided) this.#drain.decide(file);
      else this.#parts.reader.recogniseOpen(file);
    }
    yield* this.#drain.drainUnread();
    // Only now, when it is known what became of the open ones.
    for (const file of this.#parts.registry.all) if (file.role === 'rotated') this.#rotated.revive(file);
    yield* this.#drain.drainUnread();
    const found = this.#parts.targets.scan();
    for (const { path, stat } of found) if (stat) this.#parts.identity.identify(path, stat);
    const paths = new Set(found.map(({ path }) => path));
    for (const name of [...this.#parts.names.values()]) {
      if (paths.has(name.path)) continue;
      this.#followed.goneFrom(name);
      yield* this.#drain.drainUnread();
      if (!name.file || !this.#parts.registry.has(name.file)) this.#parts.names.delete(name.path);
    }
    for (const one of found) {
      this.#followed.visit(one);
      // At the start only later, so that positions taken meanwhile know all files that were there.
      if (!this.#followed.atStart) yield* this.#drain.drainUnread();
    }
    if (this.#followed.atStart) await this.#options.onStart?.();
    this.#followed.atStart = false;
    yield* this.#drain.drainUnread();
    for (const file of this.#parts.registry.all) yield* this.#rotated.retire(file);
  }

  /**
   * Gives files up that were rotated away before the earlier run ended and in which nothing came since, and those that are
   * nowhere, after another search for these.
   */
  async *giveUpQuiet(): AsyncGenerator<Chunk, void, undefined> {
    const isUnread = (file: TrackedFile) => file.unconfirmed !== undefined;
    if (this.#rotatedFiles().some((file) => isUnread(file) || this.#rotated.isLost(file))) yield* this.poll();
    for (const file of this.#rotatedFiles()) {
      // It was half-written in the earlier run too.
      if (!file.undecided || !this.#rotatedBefore.has(file) || this.#rotated.hasOriginal(file)) continue;
      file.undecided = false;
      this.#parts.pass.push(file);
      yield* this.#drain.drainUnread();
    }
    for (const file of this.#rotatedFiles()) {
      const isQuiet =
        !isUnread(file) &&
        !file.fault &&
        this.#parts.reader.isReadToEnd(file) &&
        this.#rotatedBefore.get(file) === file.cursor.delivered;
      if (isQuiet || this.#rotated.isLost(file)) yield* this.#rotated.finish(file);
    }
  }

  #rotatedFiles(): TrackedFile[] {
    return this.#parts.registry.all.filter(({ role }) => role === 'rotated');
  }

  /** Ends all begun lines; nothing may be read afterwards. */
  *cutAll(): Generator<Chunk, void, undefined> {
    for (const file of this.#parts.registry.all) yield* this.#rotated.cut(file);
  }

  /**
   * Tells of archives that could not be read to their end until now, and gives up what was truncated and found nowhere: its
   * last line is not left for a later run, which could not find it either.
   */
  *giveUpLost(): Generator<Chunk, void, undefined> {
    for (const file of this.#parts.registry.all) {
      if (file.isDone) continue;
      if (file.isFormer) yield* this.#rotated.finish(file);
      else this.#rotated.reportFault(file);
    }
  }

  /** Gives all descriptors back. The next poll opens what it needs again. */
  close(): void {
    for (const file of this.#parts.descriptors.files)
      this.#parts.reader.noteSeen(file, this.#parts.descriptors.get(file)!);
    this.#parts.descriptors.closeAll();
  }

  #restore(position: Position, targets: readonly string[]): void {
    const file = fileAt(position, this.#parts.identity.nextId());
    file.quietSince = this.#parts.now();
    this.#parts.registry.add(file);
    if (file.role === 'rotated') this.#rotatedBefore.set(file, file.cursor.delivered);
    // The last file of a name that is absent now: without it its next file would not be taken for a rotation.
    if (file.role === 'other' || this.#parts.names.get(file.name)?.file?.role === 'current') return;
    const literal = targets.includes(file.name);
    const target = file.target ?? this.#parts.siblings.targetOf(file.name);
    const wasEmpty = file.cursor.next === 0;
    const { target: place } = file;
    this.#parts.names.set(file.name, {
      path: file.name,
      literal,
      file,
      target,
      place,
      remembered: 0,
      wasEmpty,
    });
  }
}
