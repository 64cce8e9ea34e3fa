// Node's types leave WebAssembly to the DOM's, which this project does not load.
declare const WebAssembly: {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** What was compiled in this thread, by its code. */
const modules = new Map<string, object>();

/** What a module exports, which is compiled once however often it is asked for. */
export function instantiate(base64: string, imports: object): unknown {
  let module = modules.get(base64);
  if (module === undefined) {
    module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
    modules.set(base64, module);
  }
  return new WebAssembly.Instance(module, imports).exports;
}
