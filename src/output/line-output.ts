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
