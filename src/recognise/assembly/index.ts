/**
 * What is read of each candidate line from its bytes: headers, names of codes, keys, numbers and words that may be statuses.
 * In AssemblyScript, since these are loops over single bytes on every line with a code: WebAssembly looks at 16 bytes at once
 * and is fast from the first line on, where the same in JavaScript took several times as long, and much longer still until V8
 * had compiled it.
 */
export { hasSeparator } from './annotated';
export { slotOf } from './beginnings';
export { findNames, standsAlone } from './code-names';
export { header } from './header';
export { nextKey } from './key-fields';
export { hasNegative, nextNegative, nextOpening, threeDigits } from './numbers';
export { pythonHeader } from './python-header';
export { readLine } from './line';
export { bareCode, nextStatus } from './status-names';
export { hashOf } from './text-table';
export { wordBefore } from './words';
export { headerWithin } from './wrapped-header';
