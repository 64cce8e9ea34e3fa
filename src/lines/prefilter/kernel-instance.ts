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

let portable: object | undefined;
/** False when there was none to be had. */
let relaxed: object | false | undefined;

/** The kernel that runs everywhere, on a memory into which it puts its tables. */
export function portableKernel(memory: object): KernelExports {
  portable ??= new WebAssembly.Module(Buffer.from(portableBase64, 'base64'));
  return new WebAssembly.Instance(portable, { scan: { memory } }).exports as KernelExports;
}

/** The kernel that is a third faster where it can run, on a memory in which the portable one was before. */
export function relaxedKernel(memory: object): KernelExports | undefined {
  relaxed ??= relaxedModule() ?? false;
  if (relaxed === false) return undefined;
  const kernel = new WebAssembly.Instance(relaxed, { scan: { memory } }).exports as RelaxedExports;
  if (ignoresHighHalf(kernel)) return kernel;
  relaxed = false;
  return undefined;
}

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
