import {
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';

/** How a log is rotated: by renaming it or by copying and truncating it, under numbers or under dates. */
export interface Rotation {
  readonly hour: number;
  readonly minute: number;
  readonly by: 'rename' | 'copytruncate';
  readonly names: 'numbers' | 'dates';
}

/** Rotated files that are kept; from the second on they are compressed. */
export const rotationsKept = 5;

/** A log and its rotated files. */
export class RotatedLog {
  readonly path: string;
  readonly #rotation: Rotation;
  /** The names of the rotated files without `.gz`, newest first, where they have dates. */
  #dated: string[] = [];

  constructor(path: string, rotation: Rotation) {
    this.path = path;
    this.#rotation = rotation;
    writeFileSync(path, '');
  }

  /** The file that was rotated last. */
  get newest(): string {
    return this.#rotation.names === 'numbers' ? `${this.path}.1` : this.#dated[0]!;
  }

  append(text: string, now: number): void {
    writeFileSync(this.path, text, { flag: 'a', encoding: 'latin1' });
    utimesSync(this.path, now / 1000, now / 1000);
  }

  rotate(now: number, date: string): void {
    const to = this.#rotation.names === 'numbers' ? this.#shift(now) : this.#date(now, date);
    if (this.#rotation.by === 'rename') {
      renameSync(this.path, to);
      writeFileSync(this.path, '');
    } else {
      copyFileSync(this.path, to);
      truncateSync(this.path);
    }
    utimesSync(to, now / 1000, now / 1000);
  }

  /** Half of the newest compressed file is lost. */
  cutOff(): void {
    const file = `${this.path}.2.gz`;
    truncateSync(file, readFileSync(file).length >> 1);
  }

  remove(): void {
    rmSync(this.path, { force: true });
    for (let number = 1; number <= rotationsKept; number++)
      for (const file of [`${this.path}.${number}`, `${this.path}.${number}.gz`])
        rmSync(file, { force: true });
    for (const file of this.#dated.splice(0))
      for (const name of [file, `${file}.gz`]) rmSync(name, { force: true });
  }

  #shift(now: number): string {
    const file = (number: number): string => `${this.path}.${number}${number > 1 ? '.gz' : ''}`;
    rmSync(file(rotationsKept), { force: true });
    for (let number = rotationsKept - 1; number > 1; number--)
      if (existsSync(file(number))) renameSync(file(number), file(number + 1));
    compress(file(1), file(2), now);
    return file(1);
  }

  #date(now: number, date: string): string {
    const to = `${this.path}-${date.replaceAll('-', '')}`;
    if (this.#dated[0] !== undefined) compress(this.#dated[0], `${this.#dated[0]}.gz`, now);
    this.#dated.unshift(to);
    for (const file of this.#dated.splice(rotationsKept)) rmSync(`${file}.gz`, { force: true });
    return to;
  }
}

/** As a rotation does it a day later. */
function compress(from: string, to: string, now: number): void {
  if (!existsSync(from)) return;
  writeFileSync(to, gzipSync(readFileSync(from)));
  utimesSync(to, now / 1000 - 86_400, now / 1000 - 86_400);
  rmSync(from);
}
