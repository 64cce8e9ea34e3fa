import type { Finding } from '../recognise/finding.ts';
import { Histogram, type HistogramData } from './histogram.ts';

/** How often one code was found. Times are epoch milliseconds, undefined while no line with a stamp reported it. */
export interface CodeCount {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | undefined;
  lines: number;
  stated: number;
  implied: number;
  first: number | undefined;
  last: number | undefined;
  /** Lines per time bucket. */
  readonly buckets: Histogram;
}

/** A tally as plain data, to be handed between threads and kept on disk. */
export interface TallyData {
  readonly lines: number;
  readonly bytes: number;
  readonly found: number;
  readonly implied: number;
  readonly groups: readonly {
    readonly component: string;
    readonly group: string;
    readonly lines: number;
    readonly codes: readonly (Omit<CodeCount, 'component' | 'group' | 'buckets'> & {
      readonly buckets: HistogramData;
    })[];
  }[];
}

/** How many lines reported any code of one group. A line with two codes of a group counts once here. */
export interface GroupCount {
  readonly component: string;
  readonly group: string;
  lines: number;
  readonly codes: CodeCount[];
}

/**
 * Counts findings per component, group and code. Memory depends on the number of distinct codes only. Ambiguous numbers
 * are counted under `Ambiguous`, values that the catalogue lacks under `Uncatalogued` of their component.
 */
export class Tally {
  /** Lines read, with and without findings. */
  lines = 0;
  /** Bytes read. */
  bytes = 0;
  /** Lines with at least one finding, and those whose findings are all implied. */
  found = 0;
  implied = 0;
  readonly #groups = new Map<string, GroupCount>();
  readonly #byText = new Map<string, CodeEntry>();
  // A catalogue's rows are shared objects, so the row itself is the fastest key.
  readonly #byRow = new Map<object, CodeEntry>();

  /** Counts one line's findings; `time` is the line's stamp. Does not count the line as read. */
  add(findings: readonly Finding[], time: number | undefined): void {
    if (findings.length === 0) return;
    this.found++;
    if (findings.every((finding) => finding.evidence === 'message')) this.implied++;
    for (let index = 0; index < findings.length; index++) {
      const finding = findings[index]!;
      const { count, group } = this.#counted(finding);
      count.lines++;
      if (finding.evidence === 'message') count.implied++;
      else count.stated++;
      if (time !== undefined) {
        if (count.first === undefined || time < count.first) count.first = time;
        if (count.last === undefined || time > count.last) count.last = time;
        count.buckets.add(time);
      }
      if (!seenBefore(findings, index)) group.lines++;
    }
  }

  /** Adds what another tally counted. Associative and commutative. */
  merge(other: TallyData): void {
    this.lines += other.lines;
    this.bytes += other.bytes;
    this.found += other.found;
    this.implied += other.implied;
    for (const { component, group, lines, codes } of other.groups) {
      this.#group(component, group).lines += lines;
      for (const from of codes) {
        const { count } = this.#entry({ component, group, name: from.name, value: from.value });
        count.lines += from.lines;
        count.stated += from.stated;
        count.implied += from.implied;
        count.first = least(count.first, from.first);
        count.last = greatest(count.last, from.last);
        count.buckets.merge(from.buckets);
      }
    }
  }

  /** The tally as plain data. */
  data(): TallyData {
    const { lines, bytes, found, implied } = this;
    const groups = this.groups().map(({ component, group, lines: inGroup, codes }) => ({
      component,
      group,
      lines: inGroup,
      codes: codes.map(({ component: _component, group: _group, buckets, ...rest }) => ({
        ...rest,
        buckets: buckets.data(),
      })),
    }));
    return { lines, bytes, found, implied, groups };
  }

  /** The groups with their codes, components in the order Store, TransferEngine, Tent, others; most lines first. */
  groups(): GroupCount[] {
    const groups = [...this.#groups.values()];
    for (const group of groups) group.codes.sort((a, b) => b.lines - a.lines || compare(a.name, b.name));
    return groups.sort(
      (a, b) =>
        rank(a) - rank(b) ||
        compare(a.component, b.component) ||
        b.lines - a.lines ||
        compare(a.group, b.group),
    );
  }

  #counted(finding: Finding): CodeEntry {
    const row = finding.code;
    if (row === undefined) return this.#entry(finding);
    let entry = this.#byRow.get(row);
    if (entry === undefined) {
      entry = this.#entry(finding);
      this.#byRow.set(row, entry);
    }
    return entry;
  }

  #entry(of: Pick<CodeCount, 'component' | 'group' | 'name' | 'value'>): CodeEntry {
    const key = `${of.component}\0${of.group}\0${of.name}\0${of.value ?? ''}`;
    const known = this.#byText.get(key);
    if (known !== undefined) return known;
    const group = this.#group(of.component, of.group);
    const count: CodeCount = {
      component: of.component,
      group: of.group,
      name: of.name,
      value: of.value,
      lines: 0,
      stated: 0,
      implied: 0,
      first: undefined,
      last: undefined,
      buckets: new Histogram(),
    };
    group.codes.push(count);
    const entry = { count, group };
    this.#byText.set(key, entry);
    return entry;
  }

  #group(component: string, group: string): GroupCount {
    const key = `${component}\0${group}`;
    let entry = this.#groups.get(key);
    if (entry === undefined) {
      entry = { component, group, lines: 0, codes: [] };
      this.#groups.set(key, entry);
    }
    return entry;
  }
}

interface CodeEntry {
  readonly count: CodeCount;
  readonly group: GroupCount;
}

/** Whether an earlier finding of the line belongs to the same group. */
function seenBefore(findings: readonly Finding[], index: number): boolean {
  const { component, group } = findings[index]!;
  for (let earlier = 0; earlier < index; earlier++) {
    if (findings[earlier]!.group === group && findings[earlier]!.component === component) return true;
  }
  return false;
}

const order = ['Store', 'TransferEngine', 'Tent'];

function rank(group: GroupCount): number {
  if (group.component === 'Ambiguous') return order.length + 2;
  if (group.group === 'Uncatalogued') return order.length + 1;
  const index = order.indexOf(group.component);
  return index === -1 ? order.length : index;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}

function greatest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}
