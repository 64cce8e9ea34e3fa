import type { LogSeverity } from './parse/log-statement.ts';
import type { SourceReading } from './parse/statements.ts';

/** A build of Mooncake that was read: a release, or the main branch of one day. */
export interface RecordedVersion {
  /** `v0.3.9`, `main-2026-08-22`. */
  readonly name: string;
  /** When its commit was made, as ISO 8601 with offset: what orders the versions. */
  readonly date: string;
}

/** The statements of one file that print one text and lead to the same codes, over the versions in which they stand. */
export interface RecordedText {
  readonly file: string;
  readonly pattern: string;
  readonly severity: LogSeverity;
  /** The codes that can follow, sorted and joined by `/`; `-` for none, `?` where the analysis does not know. */
  readonly outcome: string;
  readonly since: string;
  /** Absent while the newest version read prints it so. */
  readonly until?: string;
  /**
   * The statements' line numbers, `12,40;13,41`: the versions from `since` to `until` separated by `;`, and nothing where
   * they are as in the version before.
   */
  readonly lines: string;
}

/** The record as it lies on disk. */
export interface RecordFile {
  /** The versions read, oldest first. */
  readonly versions: readonly RecordedVersion[];
  /** The components of every file name that prints. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly texts: readonly RecordedText[];
}

/** Nothing read yet. */
export const emptyRecord: RecordFile = { versions: [], files: {}, texts: [] };

/** Everything that was read from every version, the texts without a code too: what `messages.json` is made from. */
export class StatementRecord {
  #versions: RecordedVersion[];
  /** Line numbers by version, by what `keyOf` makes of a text. */
  readonly #texts = new Map<string, Map<string, readonly number[]>>();
  readonly #components: Map<string, Set<string>>;

  constructor(file: RecordFile = emptyRecord) {
    this.#versions = [...file.versions].sort(byDate);
    this.#components = new Map(Object.entries(file.files).map(([n, c]) => [n, new Set(c)]));
    for (const text of file.texts) {
      const lines = this.#texts.get(keyOf(text)) ?? new Map();
      for (const [version, of] of linesByVersion(text, file.versions)) lines.set(version, of);
      this.#texts.set(keyOf(text), lines);
    }
  }

  /**
   * Takes in what was read from one version, in place of what was known of it. `nameOf` gives a code's name of today,
   * since an older version can have another one for it.
   */
  put(
    version: RecordedVersion,
    reading: Pick<SourceReading, 'statements' | 'files'>,
    nameOf = sameName,
  ): void {
    const others = this.#versions.filter(({ name }) => name !== version.name);
    this.#versions = [...others, version].sort(byDate);
    for (const [key, lines] of this.#texts) {
      lines.delete(version.name);
      if (lines.size === 0) this.#texts.delete(key);
    }
    for (const statement of reading.statements) {
      if (!/[\p{L}\p{N}]/u.test(statement.pattern) && !statement.pattern.includes('{}')) continue;
      const key = keyOf({ ...statement, outcome: outcomeOf(statement, nameOf) });
      const lines = this.#texts.get(key) ?? new Map<string, readonly number[]>();
      const all = new Set([...(lines.get(version.name) ?? []), statement.line]);
      lines.set(
        version.name,
        [...all].sort((a, b) => a - b),
      );
      this.#texts.set(key, lines);
    }
    for (const [name, components] of reading.files)
      this.#components.set(name, new Set([...(this.#components.get(name) ?? []), ...components]));
  }

  /** The record for the disk: sorted, so that a sync changes few lines. */
  toFile(): RecordFile {
    const texts = [...this.#texts].flatMap(([key, lines]) => {
      const [file = '', pattern = '', severity = '', outcome = ''] = JSON.parse(key) as string[];
      return this.#ranges(lines).map((range) => ({
        file,
        pattern,
        severity: severity as LogSeverity,
        outcome,
        ...range,
      }));
    });
    const place = new Map(this.#versions.map(({ name }, index) => [name, index]));
    const order = (text: RecordedText): string =>
      JSON.stringify([text.file, text.pattern, text.severity, place.get(text.since)! + 100, text.outcome]);
    texts.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    const files = [...this.#components]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, components]) => [name, [...components].sort()]);
    return { versions: this.#versions, files: Object.fromEntries(files), texts };
  }

  /** The stretches of versions without a gap. */
  #ranges(lines: ReadonlyMap<string, readonly number[]>): Pick<RecordedText, 'since' | 'until' | 'lines'>[] {
    const stretches: string[][] = [];
    let isOpen = false;
    for (const { name } of this.#versions) {
      if (lines.has(name) && isOpen) stretches.at(-1)!.push(name);
      else if (lines.has(name)) stretches.push([name]);
      isOpen = lines.has(name);
    }
    return stretches.map((names) => {
      const written = names.map((name) => lines.get(name)!.join());
      const until = names.at(-1)!;
      return {
        since: names[0]!,
        ...(until === this.#versions.at(-1)!.name ? {} : { until }),
        lines: written.map((text, index) => (text === written[index - 1] ? '' : text)).join(';'),
      };
    });
  }
}

/** A text's line numbers in each version that prints it. */
export function linesByVersion(
  { since, until, lines }: RecordedText,
  versions: readonly RecordedVersion[],
): [version: string, lines: readonly number[]][] {
  const names = versions.map(({ name }) => name);
  const from = names.indexOf(since);
  const to = until === undefined ? names.length - 1 : names.indexOf(until);
  let known: readonly number[] = [];
  const items = lines.split(';');
  return names.slice(from, to + 1).map((name, index) => {
    const written = items[index] ?? '';
    if (written !== '') known = written.split(',').map(Number);
    return [name, known];
  });
}

function outcomeOf(
  { codes, only, after }: SourceReading['statements'][number],
  nameOf: (name: string) => string,
): string {
  if (only) return [...new Set(codes.map(nameOf))].sort().join('/');
  return after.length === 0 || after.includes('+unknown') ? '?' : '-';
}

function sameName(name: string): string {
  return name;
}

function keyOf(text: Pick<RecordedText, 'file' | 'pattern' | 'severity' | 'outcome'>): string {
  return JSON.stringify([text.file, text.pattern, text.severity, text.outcome]);
}

/** Orders versions by the date of their commit. */
function byDate(a: RecordedVersion, b: RecordedVersion): number {
  return Date.parse(a.date) - Date.parse(b.date) || (a.name < b.name ? -1 : 1);
}
