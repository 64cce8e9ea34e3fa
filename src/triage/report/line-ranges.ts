import { maximum, minimum } from '../../tally/stats.ts';
import type { CausalTree } from '../causes/causal-tree.ts';
import type { InputEvidence } from '../collect/input-evidence.ts';

/** Lines of one kind from one host, by their numbers within an input. */
export interface LineRange {
  readonly input: string;
  readonly host: string;
  /** The key of their signature (`keyOf`). */
  readonly key: string;
  readonly first: number;
  readonly last: number;
}

/** Which lines a tree is made of. */
export function lineRanges({ members }: CausalTree, inputs: readonly InputEvidence[]): LineRange[] {
  return members.map(({ episode: { input, host, signature, cells } }) => ({
    input: inputs[input]!.name,
    host,
    key: signature.key,
    first: minimum(cells.map(({ firstLine }) => firstLine)),
    last: maximum(cells.map(({ lastLine }) => lastLine)),
  }));
}
