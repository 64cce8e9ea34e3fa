import type { Severity } from './log-statement.ts';
import type { Reading, Statement } from './statements.ts';

/** What the statements that print one text in one file lead to, over the releases in which that is so. */
export interface RecordedText {
  readonly file: string;
  readonly pattern: string;
  readonly severity: Severity;
  /** Each statement's outcome: its codes joined by `/`, or `-` for none; distinct, sorted, joined by `|`. */
  readonly outcome: string;
  readonly since: string;
  /** Absent while the newest release read prints it so. */
  readonly until?: string;
}

/** The record as it lies on disk. */
export interface RecordFile {
  /** The releases read, oldest first. */
  readonly versions: readonly string[];
  /** The components of every file name that prints. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly texts: readonly RecordedText[];
}

/** Texts without at least this many letters and digits match too much to mean anything. */
const fewestLetters = 6;

/** Everything that was read from every release, the ones without a code too: what `messages.json` is made from. */
export class StatementRecord {
  private versions: string[];
  private readonly texts = new Map<string, Set<string>>();
  private readonly components: Map<string, Set<string>>;

  constructor(file: RecordFile = { versions: [], files: {}, texts: [] }) {
    this.versions = [...file.versions].sort(compareVersions);
    this.components = new Map(Object.entries(file.files).map(([n, c]) => [n, new Set(c)]));
    for (const text of file.texts) {
      const from = this.versions.indexOf(text.since);
      const to = text.until === undefined ? this.versions.length - 1 : this.versions.indexOf(text.until);
      const key = keyOf(text);
      const of = this.texts.get(key) ?? new Set();
      for (const v of this.versions.slice(from, to + 1)) of.add(v);
      this.texts.set(key, of);
    }
  }

  /**
   * Takes in what was read from one release, in place of what was known of it. `nameOf` gives a code's name of today,
   * since a release can have another one for it.
   */
  put(version: string, reading: Reading, nameOf: (name: string) => string = (n) => n): void {
    for (const of of this.texts.values()) of.delete(version);
    if (!this.versions.includes(version)) this.versions = [...this.versions, version].sort(compareVersions);
    const outcomes = new Map<string, { statement: Statement; outcomes: Set<string> }>();
    for (const s of reading.statements) {
      if ((s.pattern.replace(/\{\}/g, '').match(/[\p{L}\p{N}]/gu)?.length ?? 0) < fewestLetters) continue;
      const key = JSON.stringify([s.file, s.pattern, s.severity]);
      const known = outcomes.get(key) ?? { statement: s, outcomes: new Set() };
      known.outcomes.add(s.only ? [...new Set(s.codes.map(nameOf))].sort().join('/') : '-');
      outcomes.set(key, known);
    }
    for (const { statement, outcomes: all } of outcomes.values()) {
      const key = keyOf({ ...statement, outcome: [...all].sort().join('|') });
      this.texts.set(key, (this.texts.get(key) ?? new Set()).add(version));
    }
    for (const [name, components] of reading.files) {
      this.components.set(name, new Set([...(this.components.get(name) ?? []), ...components]));
    }
  }

  /** The record for the disk: sorted, so that a sync changes few lines. */
  toFile(): RecordFile {
    const texts: RecordedText[] = [];
    for (const [key, of] of this.texts) {
      const [file = '', pattern = '', severity = '', outcome = ''] = JSON.parse(key) as string[];
      for (const [since, until] of this.ranges(of)) {
        const newest = until === this.versions.at(-1);
        texts.push({
          file,
          pattern,
          severity: severity as Severity,
          outcome,
          since,
          ...(newest ? {} : { until }),
        });
      }
    }
    const order = (t: RecordedText): string =>
      JSON.stringify([t.file, t.pattern, t.severity, this.versions.indexOf(t.since) + 100]);
    texts.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    const files = [...this.components]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([n, c]) => [n, [...c].sort()]);
    return { versions: this.versions, files: Object.fromEntries(files), texts };
  }

  // The stretches of releases without a gap.
  private ranges(of: ReadonlySet<string>): [string, string][] {
    const found: [string, string][] = [];
    let open: [string, string] | undefined;
    for (const v of this.versions) {
      if (!of.has(v)) open = undefined;
      else if (open === undefined) {
        open = [v, v];
        found.push(open);
      } else open[1] = v;
    }
    return found;
  }
}

function keyOf(t: Pick<RecordedText, 'file' | 'pattern' | 'severity' | 'outcome'>): string {
  return JSON.stringify([t.file, t.pattern, t.severity, t.outcome]);
}

/** Orders releases: `v0.3.2` before `v0.3.2.post1` before `v0.3.10`; `main-2026-08-22` after every release. */
export function compareVersions(a: string, b: string): number {
  const parts = (v: string): number[] =>
    (/^v?\d/.test(v) ? [0] : [1]).concat((v.match(/\d+/g) ?? []).map(Number));
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? -1) - (y[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
