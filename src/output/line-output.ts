import { safeText } from '../render/text/safe-text.ts';

/**
 * Where annotated lines go. Log bytes and the program's own text arrive apart: what a log holds is not trusted, what the
 * program adds is.
 */
export interface LineOutput {
  /** Writes `bytes[start, end)` of a log. They may be used again once this returns. */
  bytes(bytes: Buffer, start: number, end: number): void;
  /** Writes text of the program's own, such as annotations; as a string, or made into UTF-8 once for many lines. */
  text(text: string | Buffer): void;
  /** Whether so much waits to be written that the caller should wait for `room`. */
  readonly waiting: boolean;
  /** Whether the reader has gone. */
  readonly closed: boolean;
  /** Resolves when more can be written. */
  room(): Promise<void>;
  /** Sees to it that everything is written soon; resolves when more can be written. */
  send(): Promise<void>;
  /** Writes out everything; resolves when all is with the system. */
  flush(): Promise<void>;
}

/** An output before another one, which it waits for and closes with. */
export abstract class ForwardingOutput implements LineOutput {
  protected readonly target: LineOutput;

  constructor(target: LineOutput) {
    this.target = target;
  }

  get waiting(): boolean {
    return this.target.waiting;
  }

  get closed(): boolean {
    return this.target.closed;
  }

  abstract bytes(bytes: Buffer, start: number, end: number): void;

  abstract text(text: string | Buffer): void;

  room(): Promise<void> {
    return this.target.room();
  }

  send(): Promise<void> {
    return this.target.send();
  }

  flush(): Promise<void> {
    return this.target.flush();
  }
}

/** How lines of several files are told apart: by a header when the file changes, before each line, or not at all. */
export type Naming = 'header' | 'prefix' | 'none';

const lineFeed = 10;

/** Interleaves the lines of several files: each line is whole, and its file can be told. */
export class NamedOutput extends ForwardingOutput {
  readonly #naming: Naming;
  #file: { readonly name: string } = { name: '' };
  /** The file whose header stands above what was written last. */
  #headed: string | undefined;
  /** Whether what was written so far ends within a line, and whether the next bytes begin another one. */
  #open = false;
  #breaks = false;

  constructor(target: LineOutput, naming: Naming) {
    super(target);
    this.#naming = naming;
  }

  /** Says of which file the next bytes are, and whether they go on in its line that was begun before. */
  begin(file: { readonly name: string }, goesOn: boolean): void {
    this.#breaks = this.#open && !(goesOn && file === this.#file);
    this.#file = file;
  }

  bytes(bytes: Buffer, start: number, end: number): void {
    if (start === end) return;
    this.#endBrokenLine();
    if (this.#naming === 'prefix') {
      this.#prefixed(bytes, start, end);
    } else {
      this.#head();
      this.target.bytes(bytes, start, end);
    }
    this.#open = bytes[end - 1] !== lineFeed;
  }

  text(text: string | Buffer): void {
    if (text.length === 0) return;
    this.#endBrokenLine();
    if (!this.#open) {
      if (this.#naming === 'prefix') this.target.text(this.#prefix());
      this.#head();
    }
    this.target.text(text);
    this.#open = typeof text === 'string' ? !text.endsWith('\n') : text.at(-1) !== lineFeed;
  }

  #endBrokenLine(): void {
    if (this.#breaks) this.target.text('\n');
    if (this.#breaks) this.#open = false;
    this.#breaks = false;
  }

  #head(): void {
    if (this.#naming !== 'header' || this.#headed === this.#file.name) return;
    this.target.text(
      `${this.#headed === undefined ? '' : '\n'}==> ${safeText(this.#file.name, 'line')} <==\n`,
    );
    this.#headed = this.#file.name;
  }

  #prefixed(bytes: Buffer, start: number, end: number): void {
    const prefix = this.#prefix();
    for (let at = start; at < end; ) {
      if (!this.#open) this.target.text(prefix);
      const feed = bytes.indexOf(lineFeed, at);
      const next = feed === -1 || feed >= end ? end : feed + 1;
      this.target.bytes(bytes, at, next);
      this.#open = next === end && bytes[end - 1] !== lineFeed;
      at = next;
    }
  }

  #prefix(): string {
    return `${safeText(this.#file.name, 'line')}: `;
  }
}
