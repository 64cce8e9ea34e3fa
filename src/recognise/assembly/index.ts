/**
 * What is read of each candidate line from its bytes: its glog header, the names of codes and the keys on it. In
 * AssemblyScript, since these are loops over single bytes on every line with a code: WebAssembly looks at 16 bytes at once and
 * is fast from the first line on, where the same in JavaScript took several times as long, and much longer still until V8
 * had compiled it.
 */
export { nextName, standsAlone } from './code-names';
export { header } from './header';
export { nextKey } from './key-fields';
export { hashOf } from './text-table';
