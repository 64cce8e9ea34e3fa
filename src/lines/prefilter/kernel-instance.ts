import { portableBase64, relaxedBase64 } from './kernel.generated.ts';

// Node's types leave WebAssembly to the DOM's, which this project does not load.
declare const WebAssembly: {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
  validate(code: Uint8Array): boolean;
};

/** What a kernel of either form exports (see kernel-source.ts). */
export interface KernelExports {
  scan(from: number, end: number): number;
  readonly lines: { readonly value: number };
  readonly stopped: { readonly value: number };
}

interface RelaxedExports extends KernelExports {
  swizzled(index: number): number;
}

/** The kernel's two forms, each compiled when it is first asked for. */
export class KernelForms {
  #portable: object | undefined;
  /** False when there was none to be had. */
  #relaxed: object | false | undefined;

  /** The kernel that runs everywhere, on a memory into which it puts its tables. */
  portable(memory: object): KernelExports {
    this.#portable ??= new WebAssembly.Module(Buffer.from(portableBase64, 'base64'));
    return new WebAssembly.Instance(this.#portable, { scan: { memory } }).exports as KernelExports;
  }

  /** The kernel that is a third faster where it can run, on a memory in which the portable one was before. */
  relaxed(memory: object): KernelExports | undefined {
    this.#relaxed ??= relaxedModule() ?? false;
    if (this.#relaxed === false) return undefined;
    const kernel = new WebAssembly.Instance(this.#relaxed, { scan: { memory } }).exports as RelaxedExports;
    if (ignoresHighHalf(kernel)) return kernel;
    this.#relaxed = false;
    return undefined;
  }
}

/** What all kernels of a thread share. */
export const kernelForms = new KernelForms();

/** What the standard leaves open: the answer for an index from 16 to 127. It is the same throughout a process. */
function ignoresHighHalf({ swizzled }: RelaxedExports): boolean {
  return Array.from({ length: 256 }, (_, index) => swizzled(index)).every(
    (value, index) => value === (index < 128 ? index & 15 : 0),
  );
}

function relaxedModule(): object | undefined {
  const code = Buffer.from(relaxedBase64, 'base64');
  if (WebAssembly.validate(code)) return new WebAssembly.Module(code);
  // V8 11.3 knows the instruction, but calls it an experiment; from the next version on it is standard.
  if (!process.versions.v8.startsWith('11.3.')) return undefined;
  const v8 = process.getBuiltinModule('v8');
  v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
  try {
    return new WebAssembly.Module(code);
  } catch {
    // Another thread has taken the flag back meanwhile, as it belongs to the process.
    return undefined;
  } finally {
    v8.setFlagsFromString('--no-experimental-wasm-relaxed-simd');
  }
}
