import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { relaxedBase64 } from '../../../src/lines/prefilter/kernel.generated.ts';
import { Kernel } from '../../../src/lines/prefilter/kernel.ts';
import { KernelForms } from '../../../src/lines/prefilter/kernel-instance.ts';
import { corpus } from '../../bench/corpus.ts';
import { logText } from '../scan/log-bytes.ts';

declare const WebAssembly: {
  Memory: new (limits: { initial: number; maximum: number }) => object;
  Module: new (code: Uint8Array) => object;
  validate(code: Uint8Array): boolean;
};

const capacity = 1 << 18;
/** The form that takes over late, and at once. */
const portable = new Kernel(capacity);
const relaxed = new Kernel(capacity, undefined, -1);

/** All that a kernel says of a text, in as many calls as it wants. */
function marked(kernel: Kernel, text: string) {
  const { bytes, input } = kernel;
  const end = input + bytes.write(`${text}\n`, input, 'latin1');
  // What stands behind the end may be anything.
  bytes.fill('RPC_FAIL\n -1\n', end, end + 64, 'latin1');
  const calls: unknown[] = [];
  for (let at = input; at < end; at = kernel.stopped) {
    const count = kernel.scan(at, end);
    calls.push({
      found: [...kernel.found.subarray(0, 4 * count)],
      lines: kernel.lines,
      stopped: kernel.stopped,
    });
  }
  return calls;
}

describe('kernel', () => {
  it('finds the same in both forms, whatever the bytes', () => {
    fc.assert(
      fc.property(logText, (text) => {
        expect(marked(relaxed, text)).toEqual(marked(portable, text));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same in both forms in any three bytes around the key of a window', () => {
    const middles = [...'\x1b_-WEFornst:=', '\xdb', '\xdf'];
    const all = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
    for (const middle of middles) {
      const text = all.map((first) => all.map((last) => `${first}${middle}${last}`).join('')).join('');
      expect(marked(relaxed, text)).toEqual(marked(portable, text));
    }
  });

  it('finds the same in both forms in a log', () => {
    const text = [...corpus({ size: 200_000, share: 0.2 })].join('').slice(0, -1);
    expect(marked(relaxed, text)).toEqual(marked(portable, text));
  });

  it('stops behind the last line it has room for, and says how many lines that were', () => {
    const kernel = new Kernel(capacity);
    const line = `RPC_FAIL ${'.'.repeat(100)} -1\n`;
    const end = kernel.input + kernel.bytes.write(`x\n${line.repeat(2000)}`, kernel.input, 'latin1');
    const count = kernel.scan(kernel.input, end);
    expect(count).toBe(kernel.found.length / 4);
    expect(kernel.lines).toBe(count + 1);
    expect(kernel.stopped).toBe(kernel.input + 2 + count * line.length);
  });
});

/** Lets modules be compiled by `compile` from here on. */
function stubCompiler(isValid: boolean, compile: (code: Buffer) => object): void {
  class Module {
    constructor(code: Uint8Array) {
      // biome-ignore lint/correctness/noConstructorReturn: it stands for one of V8's own constructors.
      return compile(Buffer.from(code));
    }
  }
  vi.stubGlobal(
    'WebAssembly',
    Object.assign(Object.create(WebAssembly), { Module, validate: () => isValid }),
  );
}

describe('relaxed kernel', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.runIf(process.arch === 'x64')('is there where the processor does what it needs (needs x64)', () => {
    const memory = new WebAssembly.Memory({ initial: 2, maximum: 2 });
    const forms = new KernelForms();
    forms.portable(memory);
    expect(forms.relaxed(memory)).toBeDefined();
  });

  it('leaves the flags of the process as they were', () => {
    const code = Buffer.from(relaxedBase64, 'base64');
    const before = WebAssembly.validate(code);
    new KernelForms().relaxed(new WebAssembly.Memory({ initial: 2, maximum: 2 }));
    expect(WebAssembly.validate(code)).toBe(before);
  });

  it('is done without where the engine does not take it', () => {
    const { Module } = WebAssembly;
    stubCompiler(false, (code) => {
      if (code.toString('base64') === relaxedBase64) throw new SyntaxError('not here');
      return new Module(code);
    });
    const kernel = new Kernel(capacity, undefined, -1, new KernelForms());
    expect(marked(kernel, 'x\nRPC_FAIL')).toEqual(marked(portable, 'x\nRPC_FAIL'));
  });

  it('is done without where an index above 15 gives 0, as on ARM', () => {
    const { Module } = WebAssembly;
    const [relaxedSwizzle, swizzle] = [Buffer.from([0xfd, 0x80, 0x02]), Buffer.from([0xfd, 0x8e, 0x00])];
    let replaced = 0;
    stubCompiler(true, (code) => {
      for (let at = code.indexOf(relaxedSwizzle); at !== -1; at = code.indexOf(relaxedSwizzle)) {
        swizzle.copy(code, at);
        replaced++;
      }
      return new Module(code);
    });
    const memory = new WebAssembly.Memory({ initial: 2, maximum: 2 });
    const forms = new KernelForms();
    forms.portable(memory);
    expect(forms.relaxed(memory)).toBeUndefined();
    expect(replaced).toBeGreaterThan(0);
  });
});
