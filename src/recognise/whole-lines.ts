import type { FindingKinds } from './finding-kinds.ts';
import type { SharedBytes } from './line-memory.ts';
import type { PrintedSource } from './printed-sources.ts';

/** What reads whole lines in a memory: for JavaScript, and for a WebAssembly module that does something with them there. */
export interface WholeLines {
  readonly memory: SharedBytes;
  /** `readLine` and `header` of assembly/, as another module can import them. */
  readonly reading: { readonly readLine: unknown; readonly header: unknown };
  /** What the numbers of findings stand for. */
  readonly kinds: FindingKinds;
  /** What the numbers of sources stand for now; another list once they stand for others. */
  readonly sources: readonly PrintedSource[];
  /** What `read` found, three numbers a finding: its kind, and where it starts and ends in the memory. */
  readonly hits: Int32Array;
  /** Makes the memory the one in which lines are read now: to be called before another module reads there. */
  enter(): void;
  /**
   * How many findings the line between two addresses has, when it can be read as a whole; or -1.
   *
   * @param windows which windows of the candidate rule occur in it
   */
  read(start: number, end: number, windows: number): number;
  /**
   * Tells the memory what it lacked to read a line.
   *
   * @param verdict what `readLine` said, as in assembly/verdict.ts
   * @returns false when it lacked nothing, so that the line is for others
   */
  makeKnown(verdict: number): boolean;
}
