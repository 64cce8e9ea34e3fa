import type { Finding } from '../recognise/finding.ts';
import * as layout from '../recognise/memory-layout.ts';
import { full, unknownKind } from '../recognise/verdict.ts';
import { instantiate } from '../recognise/web-assembly.ts';
import type { WholeLines } from '../recognise/whole-lines.ts';
import { Annotations } from '../render/lines/annotation.ts';
import { annotatorBase64 } from './line-annotator.generated.ts';

/** What assembly/index.ts exports. */
interface Exports {
  annotateLines(from: number, to: number, begin: number, out: number, end: number): number;
}

/** The length of an annotation that there was no room for. */
const noText = 0xffffffff;

/** Where annotating came to: addresses in the memory. */
export interface Annotated {
  /** Where the mark of the line is at which it stopped; or where the marks end. */
  readonly mark: number;
  /** Whether it stopped for want of room; if not, others must annotate that line. */
  readonly isFull: boolean;
  /** From where on bytes of the input were not put into the output. */
  readonly begin: number;
  /** Where the output ends. */
  readonly out: number;
}

/** Puts lines and their annotations from a scanner's memory into output in the same memory, as far as they can be read as a whole. */
export class LineAnnotator {
  readonly #whole: WholeLines;
  readonly #bytes: Buffer;
  readonly #annotateLines: Exports['annotateLines'];
  readonly #annotations = new Annotations();
  readonly #state: Int32Array;
  readonly #counts: Int32Array;
  #textsEnd: number = layout.annotations;
  /** The kinds whose annotations are known. */
  readonly #known: number[] = [];

  /** @param bytes the whole memory */
  constructor(whole: WholeLines, bytes: Buffer) {
    this.#whole = whole;
    this.#bytes = bytes;
    const imports = { env: { memory: whole.memory }, reader: { readLine: whole.reading.readLine } };
    this.#annotateLines = (instantiate(annotatorBase64, imports) as Exports).annotateLines;
    const { buffer } = whole.memory;
    this.#state = new Int32Array(buffer, layout.annotatorState, 4);
    this.#counts = new Int32Array(buffer, layout.annotationCounts, layout.mostKinds);
    bytes.fill(0, layout.annotationTexts, layout.annotations);
  }

  /**
   * Annotates lines that the scanner marked.
   *
   * @param from where their marks are, 16 bytes each, and
   * @param to where these end
   * @param begin where the bytes begin that come before them
   * @param out where to put them, and
   * @param end where the room for them ends
   */
  annotate(from: number, to: number, begin: number, out: number, end: number): Annotated {
    this.#whole.enter();
    const state = this.#state;
    let mark = from;
    let at = begin;
    let put = out;
    for (;;) {
      mark = this.#annotateLines(mark, to, at, put, end);
      at = state[1]!;
      put = state[2]!;
      const verdict = state[0]!;
      if (mark === to || !this.#makeKnown(verdict))
        return { mark, isFull: verdict === full, begin: at, out: put };
    }
  }

  /** Calls `take` with each kind of finding that lines were annotated with since it was called last, and how many. */
  counted(take: (finding: Finding, lines: number) => void): void {
    for (const kind of this.#known) {
      const lines = this.#counts[kind]!;
      if (lines === 0) continue;
      this.#counts[kind] = 0;
      take(this.#whole.kinds.at(kind).finding, lines);
    }
  }

  /** Whether the line at which it stopped can be annotated now. */
  #makeKnown(verdict: number): boolean {
    if (verdict === full) return false;
    if (verdict !== unknownKind) return this.#whole.makeKnown(verdict);
    this.#putText(this.#state[3]!);
    return true;
  }

  #putText(kind: number): void {
    const text = Buffer.from(this.#annotations.of([this.#whole.kinds.at(kind).finding]));
    const place = layout.annotationTexts + 8 * kind;
    const fits = this.#textsEnd + text.length <= layout.annotationsEnd;
    this.#bytes.writeUInt32LE(this.#textsEnd, place);
    this.#bytes.writeUInt32LE(fits ? text.length : noText, place + 4);
    if (!fits) return;
    this.#bytes.set(text, this.#textsEnd);
    this.#textsEnd += text.length;
    this.#known.push(kind);
  }
}
