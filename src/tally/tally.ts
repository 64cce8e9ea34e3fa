import type { Finding } from '../recognise/finding.ts';

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
  // A catalogue's rows are shared objects, so the row itself is the fastest key; other findings are found by text.
  readonly #byRow = new Map<object, CodeEntry>();
  readonly #byText = new Map<string, CodeEntry>();

  /** Counts one line's findings; `time` is the line's stamp. Does not count the line as read. */
  add(findings: readonly Finding[], time: number | undefined): void {
    if (findings.length === 0) return;
    this.found++;
    if (findings.every((finding) => finding.evidence === 'message')) this.implied++;
    for (let index = 0; index < findings.length; index++) {
      const finding = findings[index]!;
      const entry = this.#entry(finding);
      const { count, group } = entry;
      count.lines++;
      if (finding.evidence === 'message') count.implied++;
      else count.stated++;
      if (time !== undefined) {
        if (count.first === undefined || time < count.first) count.first = time;
        if (count.last === undefined || time > count.last) count.last = time;
      }
      if (!seenBefore(findings, index)) group.lines++;
    }
  }

  /** Adds what another tally counted. Associative and commutative. */
  merge(other: Tally): void {
    this.lines += other.lines;
    this.bytes += other.bytes;
    this.found += other.found;
    this.implied += other.implied;
    for (const group of other.#groups.values())
      this.#group(group.component, group.group).lines += group.lines;
    for (const entries of [other.#byRow, other.#byText] as Map<object | string, CodeEntry>[]) {
      for (const [key, { count: from }] of entries) {
        const mine = typeof key === 'string' ? this.#byText.get(key) : this.#byRow.get(key);
        const { count } = mine ?? this.#newEntry(key, from);
        count.lines += from.lines;
        count.stated += from.stated;
        count.implied += from.implied;
        count.first = least(count.first, from.first);
        count.last = greatest(count.last, from.last);
      }
    }
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

  #entry(finding: Finding): CodeEntry {
    const row = finding.code;
    if (row !== undefined) return this.#byRow.get(row) ?? this.#newEntry(row, finding);
    const text = `${finding.kind}\0${finding.component}\0${finding.group}\0${finding.name}\0${finding.value ?? ''}`;
    return this.#byText.get(text) ?? this.#newEntry(text, finding);
  }

  #newEntry(key: object | string, of: Pick<CodeCount, 'component' | 'group' | 'name' | 'value'>): CodeEntry {
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
    };
    group.codes.push(count);
    const entry = { count, group };
    if (typeof key === 'string') this.#byText.set(key, entry);
    else this.#byRow.set(key, entry);
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
