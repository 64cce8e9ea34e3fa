import type { CodeCount, CodeData, CountedLine } from './code-entry.ts';
import type { CountedFinding } from './counted-shape.ts';
import { FindingPlaces, PendingLines } from './finding-places.ts';
import { type CodePlace, compare, type GroupCount, GroupEntry, UNCATALOGUED } from './group-entry.ts';
import { type HostCount, HostCounts } from './host-counts.ts';
import { InputCounts, type InputsData } from './input-counts.ts';
import { greatest, least } from './stats.ts';

/** A tally as plain data, to be handed between threads and kept on disk. */
export interface TallyData {
  readonly lines: number;
  readonly bytes: number;
  readonly found: number;
  readonly implied: number;
  readonly outside: number;
  readonly unstamped: number;
  /** Lines of another time than was asked for; absent in what older programs kept. */
  readonly otherLines?: number;
  /** The first and last stamp of the range, in epoch milliseconds. */
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  /** The last stamp of lines of any time, where a range was asked for. */
  readonly ended?: number | undefined;
  /** Lines with a finding that name a host; absent in what older programs kept. */
  readonly hosts?: readonly HostCount[];
  readonly severe: { readonly F: number; readonly E: number; readonly W: number };
  readonly inputs: InputsData;
  readonly groups: readonly {
    readonly component: string;
    readonly group: string;
    readonly lines: number;
    readonly codes: readonly CodeData[];
  }[];
}

/**
 * Counts findings per component, group and code. A tally counts the lines of one input, or adds up what others counted.
 * Memory depends on the number of distinct codes, and of each code's time buckets and places, which are all bounded. Ambiguous
 * numbers are counted under `Ambiguous`, values that the catalogue lacks under `Uncatalogued` of their component.
 */
export class Tally {
  /** Lines of the range asked for, with and without findings; all that were read where none was. */
  lines = 0;
  /** Lines read that are of another time. */
  otherLines = 0;
  /** The first and last stamp of the range, in epoch milliseconds. */
  first: number | undefined;
  last: number | undefined;
  /** The last stamp of lines of any time, where a range was asked for. */
  ended: number | undefined;
  /** Bytes read. */
  bytes = 0;
  /** Lines with at least one finding that was counted, and those whose findings are all implied. */
  found = 0;
  implied = 0;
  /** Lines with a finding that was not counted, as its time is outside the range that was asked for. */
  outside = 0;
  /** Lines with a finding that belong to no readable time stamp. */
  unstamped = 0;
  /** Lines that show these severities. */
  readonly severe = { F: 0, E: 0, W: 0 };
  /** Why the input could not be read, or not to its end. */
  fault: string | undefined;
  readonly #input: string | undefined;
  readonly #inputs = new InputCounts();
  readonly #hosts = new HostCounts();
  /** What was merged of what the fields above count. */
  readonly #merged = { lines: 0, bytes: 0, found: 0, unstamped: 0 };
  readonly #groups = new Map<string, GroupEntry>();
  // A catalogue's rows are shared objects, so the row itself is the fastest key.
  readonly #byRow = new Map<object, CodePlace>();
  /** Whose lines are not added up yet. */
  readonly #pending = new PendingLines();

  /** @param input the name of the input whose lines are counted; without it the tally knows of merged inputs only */
  constructor(input?: string) {
    this.#input = input;
  }

  /** Takes in that a line of the range has this stamp. */
  stamp(time: number | undefined): void {
    this.first = least(this.first, time);
    this.last = greatest(this.last, time);
  }

  /** Counts a line's severity (see `countedSeverity`), which does not depend on its findings. */
  severity(severity: 'F' | 'E' | 'W' | undefined): void {
    if (severity === undefined) return;
    // Spelt out, since V8 looks names up that come out of a variable.
    if (severity === 'E') this.severe.E++;
    else if (severity === 'W') this.severe.W++;
    else this.severe.F++;
  }

  /**
   * Counts one line's findings. Does not count the line as read.
   *
   * @param time the line's stamp in epoch milliseconds
   * @param line where it came from; without it no places and samples are kept
   */
  add(findings: readonly CountedFinding[], time: number | undefined, line?: CountedLine): void {
    if (findings.length > 0) this.count(this.places(findings), time, line);
  }

  /** Where the findings of a line are counted, for lines that have the same ones. */
  places(findings: readonly CountedFinding[]): FindingPlaces {
    return new FindingPlaces(
      this,
      findings.map((finding) => this.#placeOf(finding)),
      findings.map(({ evidence }) => evidence === 'message'),
    );
  }

  /** Counts one line's findings, as `add` does. */
  count(places: FindingPlaces, time: number | undefined, line?: CountedLine): void {
    this.found++;
    if (time === undefined) this.unstamped++;
    if (places.isImplied) this.implied++;
    this.#pending.add(places, line?.source);
    if (line?.host !== undefined) this.#hosts.add(line.host, time);
    for (const { entry } of places.codes) {
      if (line !== undefined) entry.line(line, time, this.#input ?? '');
      if (time !== undefined) entry.time(time);
    }
  }

  /** Where a finding is counted: its code's entry, and its group. */
  #placeOf(finding: CountedFinding): CodePlace {
    const row = finding.code;
    if (row === undefined) return this.#place(finding);
    let place = this.#byRow.get(row);
    if (place === undefined) {
      place = this.#place(finding);
      this.#byRow.set(row, place);
    }
    return place;
  }

  /** Adds what another tally counted. Associative and commutative. */
  merge(other: TallyData): void {
    this.#merged.lines += other.lines;
    this.#merged.bytes += other.bytes;
    this.#merged.found += other.found;
    this.#merged.unstamped += other.unstamped;
    this.#inputs.merge(other.inputs);
    // Those of other inputs are theirs.
    const { first, last, ended } = this;
    this.mergePart(other);
    Object.assign(this, { first, last, ended });
  }

  /** Adds what another tally counted of the same input. */
  mergePart(other: TallyData): void {
    this.lines += other.lines;
    this.bytes += other.bytes;
    this.found += other.found;
    this.implied += other.implied;
    this.outside += other.outside;
    this.unstamped += other.unstamped;
    this.otherLines += other.otherLines ?? 0;
    this.stamp(other.first);
    this.stamp(other.last);
    this.ended = greatest(this.ended, other.ended);
    this.#hosts.merge(other.hosts ?? []);
    this.severe.F += other.severe.F;
    this.severe.E += other.severe.E;
    this.severe.W += other.severe.W;
    for (const { component, group, lines, codes } of other.groups) {
      const entry = this.#group(component, group);
      entry.lines += lines;
      for (const from of codes) entry.place(from).entry.merge(from);
    }
  }

  /** The tally as plain data. */
  data(): TallyData {
    this.#pending.addUp();
    const { lines, otherLines, first, last, ended, bytes } = this;
    const { found, implied, outside, unstamped, severe } = this;
    const hosts = this.#hosts.data();
    const groups = this.#sorted().map((entry) => ({
      component: entry.component,
      group: entry.group,
      lines: entry.lines,
      codes: entry.data(),
    }));
    const inputs = this.#inputsData();
    return {
      lines,
      otherLines,
      bytes,
      found,
      implied,
      outside,
      unstamped,
      ...(first === undefined ? {} : { first, last }),
      ...(ended === undefined ? {} : { ended }),
      ...(hosts.length === 0 ? {} : { hosts }),
      severe: { ...severe },
      inputs,
      groups,
    };
  }

  /** The groups with their codes, components in the order Store, TransferEngine, Tent, others; most lines first. */
  groups(): GroupCount[] {
    this.#pending.addUp();
    return this.#sorted();
  }

  #inputsData(): InputsData {
    if (this.#input === undefined) return this.#inputs.data();
    const all = new InputCounts();
    all.merge(this.#inputs.data());
    const { lines, bytes, found, unstamped } = this.#merged;
    all.add({
      name: this.#input,
      lines: this.lines - lines,
      bytes: this.bytes - bytes,
      found: this.found - found,
      unstamped: this.unstamped - unstamped,
      fault: this.fault,
      first: this.first,
      last: this.last,
      ended: this.ended,
    });
    return all.data();
  }

  #sorted(): GroupEntry[] {
    return [...this.#groups.values()].sort(
      (a, b) =>
        rank(a) - rank(b) ||
        compare(a.component, b.component) ||
        b.lines - a.lines ||
        compare(a.group, b.group),
    );
  }

  #place(of: Pick<CodeCount, 'component' | 'group' | 'name' | 'value'>): CodePlace {
    return this.#group(of.component, of.group).place(of);
  }

  #group(component: string, group: string): GroupEntry {
    const key = `${component}\0${group}`;
    let entry = this.#groups.get(key);
    if (entry === undefined) {
      entry = new GroupEntry(component, group, this.#input);
      this.#groups.set(key, entry);
    }
    return entry;
  }
}

const order = ['Store', 'TransferEngine', 'Tent'];

function rank(group: GroupCount): number {
  if (group.component === 'Ambiguous') return order.length + 2;
  if (group.group === UNCATALOGUED) return order.length + 1;
  const index = order.indexOf(group.component);
  return index === -1 ? order.length : index;
}
