import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

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

/**
 * A log directory with a writer, and the memory of every line written there.
 *
 * Lines carry the number of their incarnation (`i3-17 ...`), so that each delivered line can be laid beside the
 * written one.
 */
export class World {
  readonly directory = mkdtempSync(join(tmpdir(), 'follow-'));
  readonly name: string;
  readonly #incarnations: Incarnation[] = [];
  #live: { fd: number; incarnation: Incarnation } | undefined;
  #late: { fd: number; incarnation: Incarnation; path: string } | undefined;
  #stamp = 0;
  #target = '';

  constructor(readonly glog: boolean) {
    this.name = join(this.directory, glog ? 'app.INFO' : 'store.log');
    this.create();
  }

  get exists(): boolean {
    return this.#live !== undefined;
  }

  create(): void {
    if (this.#live) return;
    let path = this.name;
    if (this.glog) {
      this.#target = `app.INFO.20260730-${String(++this.#stamp).padStart(6, '0')}.4711`;
      path = join(this.directory, this.#target);
    }
    const fd = openSync(path, 'a');
    this.#live = { fd, incarnation: this.#born() };
    if (!this.glog) return;
    rmSync(this.name, { force: true });
    symlinkSync(this.#target, this.name);
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

  /** logrotate's way, or glog's; `recreate` false leaves the name absent. */
  rotate(recreate: boolean): void {
    if (!this.#live) return;
    this.forgetLate();
    if (this.glog) {
      this.#late = { ...this.#live, path: join(this.directory, this.#target) };
      if (!recreate) unlinkSync(this.name);
    } else {
      this.#shift();
      renameSync(this.name, `${this.name}.1`);
      this.#late = { ...this.#live, path: `${this.name}.1` };
    }
    this.#live = undefined;
    if (recreate) this.create();
  }

  copyTruncate(): void {
    if (!this.#live || this.glog) return;
    this.forgetLate();
    this.#shift();
    copyFileSync(this.name, `${this.name}.1`);
    truncateSync(this.name);
    this.#live.incarnation = this.#born();
  }

  truncate(): void {
    if (!this.#live) return;
    truncateSync(this.name);
    this.#live.incarnation.gone = true;
    this.#live.incarnation = this.#born();
  }

  delete(): void {
    if (!this.#live) return;
    unlinkSync(this.glog ? join(this.directory, this.#target) : this.name);
    if (this.glog) unlinkSync(this.name);
    closeSync(this.#live.fd);
    this.#live.incarnation.gone = true;
    this.#live = undefined;
  }

  compress(): void {
    this.forgetLate();
    const plain = this.#rotated().filter((name) => !name.endsWith('.gz'));
    const victim = plain[plain.length - 1];
    if (!victim) return;
    const path = join(this.directory, victim);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
    unlinkSync(path);
  }

  /**
   * What is gone and was not delivered can no longer be asked for.
   *
   * @param delivered the lines delivered so far
   */
  writeOff(delivered: readonly string[]): void {
    const there = new Set(delivered);
    for (const { lines, gone } of this.#incarnations) {
      if (gone) for (const line of lines) if (!there.has(line.text)) line.owed = false;
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

  #write(
    { fd, incarnation }: { fd: number; incarnation: Incarnation },
    count: number,
    partial: boolean,
  ): void {
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

  #rotated(): string[] {
    if (this.glog) {
      return readdirSync(this.directory)
        .filter((name) => name.startsWith('app.INFO.') && name !== this.#target)
        .sort();
    }
    return readdirSync(this.directory)
      .filter((name) => /^store\.log\.\d/.test(name))
      .sort((a, b) => Number(b.split('.')[2]) - Number(a.split('.')[2]));
  }

  #shift(): void {
    for (const name of this.#rotated()) {
      const [, , number, gz] = name.split('.');
      const next = `${this.name}.${Number(number) + 1}${gz ? '.gz' : ''}`;
      renameSync(join(this.directory, name), next);
    }
  }
}

/** Appends to a file, for tests that need no writer. */
export const append = appendFileSync;
