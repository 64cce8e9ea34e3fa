import type { FindingKinds } from './finding-kinds.ts';
import type { SharedBytes } from './line-memory.ts';
import type { PrintedSource } from './printed-sources.ts';

/** What reads whole lines in a memory, for a WebAssembly module that does something with them there. */
export interface WholeLines {
  readonly memory: SharedBytes;
  /** `readLine` and `header` of assembly/, as another module can import them. */
  readonly reading: { readonly readLine: unknown; readonly header: unknown };
  /** What the numbers of findings stand for. */
  readonly kinds: FindingKinds;
  /** What the numbers of sources stand for now; another list once they stand for others. */
  readonly sources: readonly PrintedSource[];
  /**
   * Tells the memory what it lacked to read a line.
   *
   * @param verdict what `readLine` said, as in assembly/verdict.ts
   * @returns false when it lacked nothing, so that the line is for others
   */
  makeKnown(verdict: number): boolean;
}
