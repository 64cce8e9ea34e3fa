import type { LineRange } from '../report/line-ranges.ts';

/** The lines of an incident; those of its cause first. */
export interface IncidentLines {
  readonly ranges: readonly LineRange[];
  /** Whether it went on. */
  readonly isOpen?: boolean;
}

/** What an earlier incident is now, by its index; `within` is one that took its lines but is another one. */
export interface Match {
  readonly same: number | undefined;
  readonly within: number | undefined;
}

/** What it counts that the cause of one is among the lines of the other. */
const causeCounts = 10;

/**
 * Which of the incidents of now are those of before: they share lines, most of all the lines of their causes. Of two that became
 * one the earlier goes on, unless only the other was not over yet.
 */
export function matchesOf(before: readonly IncidentLines[], now: readonly IncidentLines[]): Match[] {
  const byKey = new Map<
    string,
    { readonly index: number; readonly range: LineRange; readonly isCause: boolean }[]
  >();
  for (const [index, { ranges }] of now.entries()) {
    for (const [at, range] of ranges.entries()) {
      const key = keyOf(range);
      const list = byKey.get(key) ?? [];
      byKey.set(key, list);
      list.push({ index, range, isCause: at === 0 });
    }
  }
  const pairs: { readonly old: number; readonly index: number; readonly score: number }[] = [];
  for (const [old, { ranges }] of before.entries()) {
    const scores = new Map<number, number>();
    for (const [at, range] of ranges.entries()) {
      for (const other of byKey.get(keyOf(range)) ?? []) {
        if (range.first > other.range.last || other.range.first > range.last) continue;
        const score = 1 + (at === 0 ? causeCounts : 0) + (other.isCause ? causeCounts : 0);
        scores.set(other.index, (scores.get(other.index) ?? 0) + score);
      }
    }
    for (const [index, score] of scores) pairs.push({ old, index, score });
  }
  pairs.sort((a, b) => b.score - a.score || a.old - b.old);
  const best = new Map<number, number>();
  for (const { old, index } of pairs) if (!best.has(old)) best.set(old, index);
  const same = new Map<number, number>();
  const taken = new Set<number>();
  const openFirst = [...before.keys()].sort(
    (a, b) => Number(before[b]!.isOpen ?? false) - Number(before[a]!.isOpen ?? false) || a - b,
  );
  for (const old of openFirst) {
    const index = best.get(old);
    if (index === undefined || taken.has(index)) continue;
    same.set(old, index);
    taken.add(index);
  }
  return before.map((_, old) => ({ same: same.get(old), within: best.get(old) }));
}

function keyOf({ input, host, key }: LineRange): string {
  return `${input}\0${host}\0${key}`;
}
