import type { WholeLines } from '../recognise/whole-lines.ts';
import type { Annotations } from '../render/lines/annotation.ts';
import { KindCounts } from '../tally/kind-counts.ts';
import type { Tally } from '../tally/tally.ts';

/** Numbers of a finding in `WholeLines.hits`. */
const hitNumbers = 3;

/** Annotates and counts lines that can be read as a whole; for one kind of finding its bytes are made once. */
export class WholeAnnotations {
  readonly #whole: WholeLines;
  readonly #annotations: Annotations;
  readonly #tally: Tally;
  readonly #counts: KindCounts;
  /** By the numbers of kinds. */
  readonly #ofOne: (string | Buffer)[] = [];

  constructor(whole: WholeLines, annotations: Annotations, tally: Tally) {
    this.#whole = whole;
    this.#annotations = annotations;
    this.#tally = tally;
    this.#counts = new KindCounts(whole.kinds, tally);
  }

  /**
   * What is to stand behind the line between two addresses, which is counted: empty when it reports nothing; undefined, and then it
   * is not counted, when it can not be read as a whole.
   */
  of(start: number, end: number, windows: number): string | Buffer | undefined {
    const count = this.#whole.read(start, end, windows);
    if (count === 0) return '';
    if (count === -1) return undefined;
    const { hits, kinds } = this.#whole;
    if (count === 1) {
      const kind = hits[0]!;
      this.#counts.add(kind);
      this.#ofOne[kind] ??= this.#annotations.of([kinds.at(kind).finding]);
      return this.#ofOne[kind];
    }
    const findings = Array.from({ length: count }, (_, index) => kinds.at(hits[index * hitNumbers]!).finding);
    this.#tally.add(findings, undefined);
    return this.#annotations.of(findings);
  }

  /** Adds to the tally what it counted. */
  settle(): void {
    this.#counts.settle();
  }
}
