import type { Code } from '../code.ts';

/** What a sample must be found to report: a code, one group of codes implied by a message, or nothing by its message. */
export interface Expectation {
  readonly kind: 'code' | 'implied' | 'nothing';
  readonly codes: readonly Code[];
}
