import type { AnnotatedLine } from './annotate.ts';

/** How many lines reported a code, or any code of a group. */
export interface CodeLines {
  readonly name: string;
  readonly value: number | null;
  readonly lines: number;
}

export interface GroupLines {
  readonly component: string;
  readonly group: string;
  /** A line with two codes of the group counts once. */
  readonly lines: number;
  readonly codes: readonly CodeLines[];
}

/** Counts lines per group and code. */
export interface LineTally {
  /** Takes in what `annotate` or a `recordStream` said of a line. */
  add(line: Pick<AnnotatedLine, 'findings'>): void;
  /** All groups, most lines first. */
  groups(): readonly GroupLines[];
}

/**
 * Makes a tally of lines.
 *
 * @example const tally = createTally(); tally.add(annotate(line)); tally.groups()
 */
export function createTally(): LineTally {
  const groups = new Map<
    string,
    { component: string; group: string; lines: number; codes: Map<string, Counted> }
  >();
  return {
    add({ findings }) {
      const counted = new Set<string>();
      for (const { component, group, name, value } of findings) {
        const key = `${component}\0${group}`;
        const entry = groups.get(key) ?? { component, group, lines: 0, codes: new Map() };
        groups.set(key, entry);
        if (!counted.has(key)) entry.lines++;
        counted.add(key);
        const code = entry.codes.get(name) ?? { name, value, lines: 0 };
        entry.codes.set(name, { ...code, lines: code.lines + 1 });
      }
    },
    groups() {
      return [...groups.values()]
        .map(({ codes, ...rest }) => ({ ...rest, codes: [...codes.values()].sort(byLines) }))
        .sort(byLines);
    },
  };
}

type Counted = CodeLines;

function byLines(a: { readonly lines: number }, b: { readonly lines: number }): number {
  return b.lines - a.lines;
}
