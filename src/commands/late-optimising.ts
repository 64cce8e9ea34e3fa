/**
 * Bytes of bytecode that a function runs through between two thoughts of optimising it: the V8 of Node 20 has 66 KiB, and
 * optimises at the third.
 */
const budget = 1_000_000;

/**
 * Lets the V8 of Node 20 wait longer until it optimises a function. Where nearly all work is done in WebAssembly and by the
 * system, JavaScript runs a few thousand times a gigabyte: optimising it takes 0.2 s of the cores that reading, writing and the
 * output's reader need, a quarter of what annotating a gigabyte takes, and saves nothing. Where JavaScript looks at every line,
 * waiting costs a quarter instead.
 *
 * The setting is the process's. Compiled code that was kept with another one is not taken, so no program may be loaded after it.
 */
export function optimiseLate(): void {
  // Newer ones optimise first with a compiler that costs little, and complain of flags that they do not know.
  if (!process.versions.v8.startsWith('11.')) return;
  process.getBuiltinModule('node:v8').setFlagsFromString(`--interrupt-budget=${budget}`);
}
