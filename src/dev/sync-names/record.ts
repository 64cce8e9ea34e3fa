import { type NameRange, namesIn } from '../../catalogue/advice/ranges.ts';
import type { ReleaseNames } from './read-names.ts';

/** Orders releases by their numbers: `v0.3.2` before `v0.3.2.post1` before `v0.3.10`; other names come after all of them. */
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

/** One release and what it names. */
export interface ReadRelease extends ReleaseNames {
  readonly release: string;
  /** Whether what was not found can be there all the same. */
  readonly isPartial: boolean;
}

/** What is kept of all releases: `names.json` of the catalogue's advice. */
export interface NamesFile {
  readonly releases: readonly string[];
  readonly names: Readonly<Record<string, NameRange>>;
  /** The releases that print a start line from a source line. */
  readonly marks: Readonly<Record<string, readonly string[]>>;
}

/** From which release to which each name is there. @param read oldest first */
export function namesRecord(read: readonly ReadRelease[]): NamesFile {
  const releases = read.map(({ release }) => release);
  // What a wheel alone holds is a name only if it looks like nothing else.
  const names = new Set(
    read.flatMap(({ names: own, isPartial }) =>
      [...own].filter((name) => !isPartial || !name.startsWith('/')),
    ),
  );
  const marks = new Map<string, string[]>();
  for (const { release, marks: own } of read)
    for (const mark of own) marks.set(mark, [...(marks.get(mark) ?? []), release]);
  return {
    releases,
    names: Object.fromEntries([...names].sort().map((name) => [name, rangeIn(name, read)])),
    marks: Object.fromEntries([...marks].sort()),
  };
}

function rangeIn(name: string, read: readonly ReadRelease[]): NameRange {
  const holding = read.filter((one) => one.names.has(name));
  // A release that was read in part is no proof that something has gone.
  const last = read.findLast(({ isPartial }) => !isPartial);
  const until = holding.at(-1)!;
  const defaults: [string, string][] = [];
  for (const one of holding) {
    const value = one.defaults.get(name);
    if (value !== undefined && value !== defaults.at(-1)?.[1]) defaults.push([one.release, value]);
  }
  const isThere = until === last || read.indexOf(until) > read.indexOf(last!);
  return {
    since: holding[0]!.release,
    ...(isThere ? {} : { until: until.release }),
    ...(defaults.length === 0 ? {} : { defaults }),
  };
}

/** The part of the record that lines of advice name. */
export function selectNamed(lines: readonly string[], record: NamesFile): NamesFile {
  const named = [...new Set(lines.flatMap(namesIn))].sort();
  const ranges = named.flatMap((name) => {
    const range = record.names[name];
    return range === undefined ? [] : [[name, range] as const];
  });
  return { ...record, names: Object.fromEntries(ranges) };
}

/** What lines of advice name that no release has; the front of a name (`MOONCAKE_OFFLOAD`) stands for all that go on. */
export function unknownIn(lines: readonly string[], { names }: NamesFile): string[] {
  const all = Object.keys(names);
  return [...new Set(lines.flatMap(namesIn))].filter(
    (name) => !Object.hasOwn(names, name) && !all.some((other) => other.startsWith(`${name}_`)),
  );
}

/** One entry a line, so that a change is one line of a diff. */
export function namesText({ releases, names, marks }: NamesFile): string {
  const rows = (of: Readonly<Record<string, unknown>>): string =>
    Object.entries(of)
      .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(',\n');
  return `{"releases": ${JSON.stringify(releases)},\n"names": {\n${rows(names)}\n},\n"marks": {\n${rows(marks)}\n}}\n`;
}
