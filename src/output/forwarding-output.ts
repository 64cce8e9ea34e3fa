import type { LineOutput } from './line-output.ts';

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
