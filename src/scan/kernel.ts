import type { SharedBytes } from '../recognise/line-memory.ts';
import { kernelBase64 } from './kernel.generated.ts';
import { layout } from './kernel-layout.ts';

// Node's types leave WebAssembly to the DOM's, which this project does not load.
declare const WebAssembly: {
  Memory: new (limits: { initial: number; maximum: number }) => SharedBytes;
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

interface KernelExports {
  scan(from: number, end: number): number;
  readonly lines: { readonly value: number };
  readonly stopped: { readonly value: number };
}

let compiled: object | undefined;

/** The marking kernel (see kernel-source.ts) and its memory, into which input is read directly. */
export class Kernel {
  /** The kernel's memory; it never grows, so views of it stay valid. */
  readonly memory: SharedBytes;
  /** The whole memory. */
  readonly bytes: Buffer;
  /** Where input may begin; the byte before is a line feed. */
  readonly input: number = layout.input;
  /**
   * What the last `scan` found, four numbers a candidate line: its start, its end (the line feed), the lines before it, and
   * the bits of the windows in it.
   */
  readonly found: Int32Array;
  readonly #exports: KernelExports;

  /** @param capacity bytes of input that the memory must hold at once */
  constructor(capacity: number) {
    const pages = Math.ceil((layout.input + capacity + layout.overrun) / 65536);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.memory = memory;
    compiled ??= new WebAssembly.Module(Buffer.from(kernelBase64, 'base64'));
    this.#exports = new WebAssembly.Instance(compiled, { scan: { memory } }).exports as KernelExports;
    this.bytes = Buffer.from(memory.buffer);
    this.found = new Int32Array(memory.buffer, layout.found, (layout.foundEnd - layout.found) / 4);
    this.bytes[layout.input - 1] = 10;
  }

  /**
   * Marks the candidate lines from `from` (the start of a line) to `end` (just after a line feed), or as many of them as
   * `found` has room for.
   *
   * @returns how many lines it put into `found`
   */
  scan(from: number, end: number): number {
    return this.#exports.scan(from, end);
  }

  /** Line feeds that the last `scan` passed. */
  get lines(): number {
    return this.#exports.lines.value;
  }

  /** Where the last `scan` stopped: its `end`, or the start of the line to go on with. */
  get stopped(): number {
    return this.#exports.stopped.value;
  }
}
