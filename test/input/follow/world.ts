import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/**
 * How the log is laid out: one file; glog's link to the newest of several; a link to files whose names have nothing in
 * common; a link to the folder of the present run.
 */
export type Layout = 'file' | 'glog' | 'link' | 'folder link';

/** A line that was written, and whether following must deliver it or cannot be asked to. */
interface WrittenLine {
  text: string;
  owed: boolean;
}

/** What was written between the birth of a file (or its truncation) and its end. */
interface Incarnation {
  readonly lines: WrittenLine[];
  /** the last line has no line end yet */
  open: boolean;
  /** its bytes exist nowhere any more, except in a descriptor that follows it */
  gone: boolean;
}

/** A file that a writer has open. */
interface Written {
  readonly fd: number;
  /** where it is now, links followed */
  path: string;
  incarnation: Incarnation;
}

/** Names without a common part, for the targets of a link. */
const targets = ['alpha', 'brook', 'cliff', 'dune', 'elm', 'fjord', 'glen', 'heath', 'isle', 'jetty'];

/**
 * A log directory with a writer, and the memory of every line written there.
 *
 * Lines carry the number of their incarnation (`i3-17 ...`), so that each delivered line can be laid beside the
 * written one.
 */
export class World {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), 'follow-')));
  readonly name: string;
  readonly #layout: Layout;
  readonly #incarnations: Incarnation[] = [];
  /** Lines whose last file was deleted. */
  readonly #dropped = new Set<string>();
  #live: Written | undefined;
  #late: Written | undefined;
  /** An archive that gzip is still writing, beside the file that it is made of. */
  #compressing: { readonly path: string; readonly rest: Buffer } | undefined;
  #made = 0;
  /** Whether a checkpoint knows the file that a link leads to now: of one that it never led to then, nobody can know. */
  #known = false;

  constructor(layout: Layout) {
    this.#layout = layout;
    const names = { file: 'store.log', glog: 'app.INFO', link: 'store.log', 'folder link': 'now/store.log' };
    this.name = join(this.directory, names[layout]);
    this.create();
  }

  create(): void {
    if (this.#live) return;
    const path = this.#newPath();
    mkdirSync(dirname(path), { recursive: true });
    this.#live = { fd: openSync(path, 'a'), path, incarnation: this.#born() };
    this.#point(path);
  }

  append(count: number): void {
    if (this.#live) this.#write(this.#live, count, false);
  }

  appendPartial(): void {
    if (this.#live) this.#write(this.#live, 0, true);
  }

  /** The writer still has the renamed file open. */
  appendLate(): void {
    if (this.#late && existsSync(this.#late.path)) this.#write(this.#late, 2, false);
  }

  forgetLate(): void {
    if (this.#late) closeSync(this.#late.fd);
    this.#late = undefined;
  }

  /** logrotate's way, or glog's, or a link that is switched; `recreate` false leaves the name absent. */
  rotate(recreate: boolean): void {
    if (!this.#live || (this.#isBehindLink && !this.#known)) return;
    this.forgetLate();
    if (this.#layout === 'file') this.#renameLive();
    else if (!recreate) unlinkSync(this.#layout === 'folder link' ? dirname(this.name) : this.name);
    this.#late = this.#live;
    this.#live = undefined;
    if (recreate) this.create();
  }

  /** Takes note of where the files of a checkpoint are. */
  remember(paths: readonly string[]): void {
    if (this.#live && paths.includes(this.#live.path)) this.#known = true;
  }

  get #isBehindLink(): boolean {
    return this.#layout === 'link' || this.#layout === 'folder link';
  }

  /** Renames the file that is written, and writes a new one of its name, wherever a link led to it. */
  rotateTarget(): void {
    if (!this.#live || this.#layout === 'glog') return;
    this.forgetLate();
    const { path } = this.#live;
    this.#renameLive();
    this.#late = this.#live;
    this.#live = { fd: openSync(path, 'a'), path, incarnation: this.#born() };
  }

  copyTruncate(): void {
    if (!this.#live || this.#layout === 'glog') return;
    this.forgetLate();
    const { path } = this.#live;
    this.#shift(path);
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
    this.#live.incarnation = this.#born();
  }

  truncate(): void {
    if (!this.#live) return;
    truncateSync(this.#live.path);
    this.#live.incarnation.gone = true;
    this.#live.incarnation = this.#born();
  }

  delete(): void {
    if (!this.#live || (this.#isBehindLink && !this.#known)) return;
    unlinkSync(this.#live.path);
    if (this.#layout === 'glog' || this.#layout === 'link') unlinkSync(this.name);
    closeSync(this.#live.fd);
    this.#live.incarnation.gone = true;
    this.#live = undefined;
  }

  /** Compresses the file that was rotated last, or the one before it, as with `delaycompress`. */
  compress(delayed = false): void {
    this.#endCompressing();
    const path = this.#beginCompressing(delayed);
    if (path !== undefined) this.#endCompressing();
  }

  /** gzip has written a part of the archive. */
  compressHalf(): void {
    this.#endCompressing();
    this.#beginCompressing(false);
  }

  /** What rotation does with the oldest file when there are enough of them. */
  dropOldest(): void {
    this.#endCompressing();
    const oldest = this.#rotated()[0];
    if (oldest === undefined) return;
    if (this.#late?.path === oldest) this.forgetLate();
    const bytes = readFileSync(oldest);
    const text = (oldest.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
    for (const line of text.split('\n')) this.#dropped.add(line);
    unlinkSync(oldest);
  }

  /**
   * What is gone and was not delivered can no longer be asked for.
   *
   * @param delivered the lines delivered so far
   */
  writeOff(delivered: readonly string[]): void {
    const there = new Set(delivered);
    for (const { lines, gone } of this.#incarnations) {
      for (const line of lines)
        if ((gone || this.#dropped.has(line.text)) && !there.has(line.text)) line.owed = false;
    }
  }

  /** Compares delivered lines with the written ones; a message when a line is missing, torn, doubled, misplaced. */
  complaint(delivered: readonly string[]): string | undefined {
    const byIncarnation = new Map<number, string[]>();
    for (const line of delivered) {
      const number = /^i(\d+)-/.exec(line)?.[1];
      if (number === undefined) return `torn line ${JSON.stringify(line)}`;
      const list = byIncarnation.get(Number(number)) ?? [];
      list.push(line);
      byIncarnation.set(Number(number), list);
    }
    for (const [number, { lines }] of this.#incarnations.entries()) {
      const got = byIncarnation.get(number) ?? [];
      let at = 0;
      for (const line of lines) {
        if (got[at] === line.text) at++;
        else if (!line.owed && got[at] !== undefined && line.text.startsWith(got[at]!)) at++;
        else if (line.owed) return `wanted ${line.text}, got ${got[at] ?? 'nothing'}`;
      }
      if (at < got.length) return `unexpected ${got[at]}`;
    }
    return undefined;
  }

  close(): void {
    this.forgetLate();
    if (this.#live) closeSync(this.#live.fd);
    rmSync(this.directory, { recursive: true, force: true });
  }

  #born(): Incarnation {
    const incarnation = { lines: [], open: false, gone: false };
    this.#incarnations.push(incarnation);
    return incarnation;
  }

  #newPath(): string {
    const number = this.#made++;
    this.#known = false;
    switch (this.#layout) {
      case 'file':
        return this.name;
      case 'glog':
        return join(this.directory, `app.INFO.20260730-${String(number).padStart(6, '0')}.4711`);
      case 'link':
        return join(
          this.directory,
          `${targets[number % targets.length]}${number >= targets.length ? number : ''}.log`,
        );
      case 'folder link':
        return join(this.directory, `run-${number}`, 'store.log');
    }
  }

  /** Has the link lead to the present file, at once. */
  #point(path: string): void {
    if (this.#layout === 'file') return;
    const [link, target] =
      this.#layout === 'folder link'
        ? [dirname(this.name), basename(dirname(path))]
        : [this.name, basename(path)];
    symlinkSync(target, `${link}.new`);
    renameSync(`${link}.new`, link);
  }

  #write({ fd, incarnation }: Written, count: number, partial: boolean): void {
    const number = this.#incarnations.indexOf(incarnation);
    const { lines } = incarnation;
    let text = '';
    for (let i = 0; i < count; i++) {
      if (incarnation.open) {
        lines[lines.length - 1]!.text += '!';
        text += '!\n';
        incarnation.open = false;
      } else {
        lines.push({
          text: `i${number}-${lines.length} ${'x'.repeat((lines.length * 37) % 90)}`,
          owed: true,
        });
        text += `${lines[lines.length - 1]!.text}\n`;
      }
    }
    if (partial) {
      if (incarnation.open) lines[lines.length - 1]!.text += '+';
      else lines.push({ text: `i${number}-${lines.length} p+`, owed: true });
      text += incarnation.open ? '+' : lines[lines.length - 1]!.text;
      incarnation.open = true;
    }
    writeSync(fd, text);
  }

  #renameLive(): void {
    const { path } = this.#live!;
    this.#shift(path);
    renameSync(path, `${path}.1`);
    this.#live!.path = `${path}.1`;
  }

  #beginCompressing(delayed: boolean): string | undefined {
    this.forgetLate();
    const plain = this.#rotated().filter((path) => !path.endsWith('.gz'));
    const path = plain[plain.length - (delayed ? 2 : 1)];
    if (path === undefined) return undefined;
    const archive = gzipSync(readFileSync(path));
    const half = archive.length >> 1;
    writeFileSync(`${path}.gz`, archive.subarray(0, half));
    this.#compressing = { path, rest: archive.subarray(half) };
    return path;
  }

  #endCompressing(): void {
    if (!this.#compressing) return;
    const { path, rest } = this.#compressing;
    this.#compressing = undefined;
    appendFileSync(`${path}.gz`, rest);
    unlinkSync(path);
  }

  /** The files that are not written any more, oldest first. */
  #rotated(): string[] {
    const folders = readdirSync(this.directory)
      .filter((name) => name.startsWith('run-'))
      .map((name) => join(this.directory, name));
    const paths = [this.directory, ...folders].flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(folder, name)),
    );
    const age = (path: string): number => {
      const [, log = '', number = '0'] = /^(.*?)(?:\.(\d+))?(?:\.gz)?$/.exec(path)!;
      return this.#madeOf(log) * 1000 - Number(number);
    };
    return paths.filter((path) => path !== this.#live?.path).sort((a, b) => age(a) - age(b));
  }

  /** The how-manieth path a log is. */
  #madeOf(log: string): number {
    if (this.#layout === 'link') {
      const [, name = '', number] = /^([a-z]+)(\d*)\.log/.exec(basename(log))!;
      return number ? Number(number) : targets.indexOf(name);
    }
    if (this.#layout === 'folder link') return Number(basename(dirname(log)).slice('run-'.length));
    return this.#layout === 'glog' ? Number(/-(\d+)/.exec(basename(log))?.[1] ?? 0) : 0;
  }

  #shift(log: string): void {
    this.#endCompressing();
    for (const path of this.#rotated()) {
      const match = path.startsWith(`${log}.`) && /^(\d+)(\.gz)?$/.exec(path.slice(log.length + 1));
      if (!match) continue;
      const next = `${log}.${Number(match[1]) + 1}${match[2] ?? ''}`;
      renameSync(path, next);
    }
  }
}

/** Appends to a file, for tests that need no writer. */
export const append = appendFileSync;
