import { type KernelExports, type KernelForms, kernelForms } from './kernel-instance.ts';
import { layout } from './kernel-layout.ts';
import { wordContexts } from './word-contexts.ts';

/** A WebAssembly memory, as far as it is asked for its bytes. */
export interface SharedBytes {
  readonly buffer: ArrayBuffer;
}

// Node's types leave WebAssembly to the DOM's, which this project does not load.
declare const WebAssembly: {
  Memory: new (limits: { initial: number; maximum: number }) => SharedBytes;
};

/** Bytes from which on a faster form is worth the 2 ms until V8 has compiled it. */
const relaxedFrom = 1 << 25;

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
  readonly #forms: KernelForms;
  #exports: KernelExports;
  #beforeRelaxed: number;

  /**
   * @param capacity bytes of input that the memory must hold at once
   * @param words of which one stands in every line that is to be marked for a word of capitals; without them any may
   * @param relaxedAfter bytes after which the faster form takes over where there is one
   * @param forms what it runs as
   */
  constructor(
    capacity: number,
    words?: readonly string[],
    relaxedAfter = relaxedFrom,
    forms: KernelForms = kernelForms,
  ) {
    const pages = Math.ceil((layout.input + capacity + layout.overrun) / 65536);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.memory = memory;
    this.#forms = forms;
    this.#exports = forms.portable(memory);
    this.#beforeRelaxed = relaxedAfter;
    this.bytes = Buffer.from(memory.buffer);
    this.found = new Int32Array(memory.buffer, layout.found, (layout.foundEnd - layout.found) / 4);
    this.bytes[layout.input - 1] = 10;
    this.bytes.set(wordContexts(words), layout.contexts);
  }

  /**
   * Marks the candidate lines from `from` (the start of a line) to `end` (just after a line feed), or as many of them as
   * `found` has room for.
   *
   * @returns how many lines it put into `found`
   */
  scan(from: number, end: number): number {
    if (this.#beforeRelaxed < 0) {
      this.#exports = this.#forms.relaxed(this.memory) ?? this.#exports;
      this.#beforeRelaxed = Number.POSITIVE_INFINITY;
    }
    this.#beforeRelaxed -= end - from;
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
