import { distance } from 'fastest-levenshtein';

/** `; did you mean X?` for the candidate most like a mistyped word; empty when none is near. */
export function suggestName(word: string, candidates: readonly string[]): string {
  const lower = word.toLowerCase();
  const farthest = Math.max(1, Math.floor(lower.length / 3));
  const best = candidates
    .map((candidate) => ({ candidate, far: distance(lower, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far)[0];
  return best === undefined ? '' : `; did you mean ${best.candidate}?`;
}

/** Something wrong in a catalogue file. */
export interface Fault {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** What is wrong and, behind a semicolon, what to do; without a full stop. */
  readonly text: string;
}

/** `own.yaml:12:7: unknown field "descripton"; did you mean description?` */
export function catalogueFaultText(fault: Fault): string {
  return `${faultPlace(fault)}: ${fault.text}`;
}

/** `own.yaml:12:7` */
export function faultPlace({ file, line, column }: Fault): string {
  return `${file}:${line}:${column}`;
}

/** A catalogue that cannot be used; `faults` holds everything that is wrong, in the order of the files. */
export class CatalogueError extends Error {
  readonly code = 'CATALOGUE';
  readonly tip: string;
  readonly faults: readonly Fault[];

  constructor(faults: readonly [Fault, ...Fault[]]) {
    super(catalogueFaultText(faults[0]));
    this.name = 'CatalogueError';
    this.faults = faults;
    const others = faults.length - 1;
    const command = `mooncake-annotate catalogue check ${faults[0].file}`;
    this.tip = others === 0 ? `see ${command}` : `and ${others} more: ${command}`;
  }
}
