import type { Interruptions } from '../../tally/interruptions.ts';
import { count } from '../text/columns.ts';

/** Says in words what happened to followed files; empty when nothing did. */
export function interruptionsText({ rotations, truncations, gaps }: Interruptions): string {
  const parts = [
    [rotations, 'rotation'],
    [truncations, 'truncation'],
    [gaps, 'gap where lines may be missing', 'gaps where lines may be missing'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, one, many = `${one}s`]) => `${count(number)} ${number === 1 ? one : many}`)
    .join(', ');
}
