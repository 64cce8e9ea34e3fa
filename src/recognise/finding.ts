import type { Code, Component } from '../catalogue/code.ts';
import type { Severity } from './prefix/prefix.ts';

/** Why we think that a line reports a code. `message` means implied, the others mean stated. */
export type Evidence = 'name' | 'status' | 'number' | 'message';

/** A code that one line reports, once per line however often the line repeats it. */
export interface Finding {
  /**
   * `code`: the catalogue's row `code`. `ambiguous`: a number, or a text of operators' catalogues, that means several codes and nothing settles,
   * `readings` holds all rows. `uncatalogued`: Mooncake reports a value or name that the catalogue lacks. `group`: an
   * implied message that leads to several codes of one group, `readings` holds them.
   */
  readonly kind: 'code' | 'ambiguous' | 'uncatalogued' | 'group';
  readonly component: string;
  readonly group: string;
  readonly name: string;
  /** Undefined where only a name is known (`UNKNOWN_ERROR`) or several codes are possible. */
  readonly value: number | undefined;
  readonly description: string;
  readonly evidence: Evidence;
  readonly code?: Code;
  readonly readings?: readonly Code[];
  /** A few plain words where the code misleads (`really: out of memory`). */
  readonly note?: string;
  /** Where the evidence stands: offsets into the line; for `message` the whole message. */
  readonly start: number;
  readonly end: number;
}

/** What a caller lets count as a finding; an absent or empty choice lets everything through. */
export interface FilterChoice {
  readonly components?: readonly Component[];
  /** Group names, or `component/group` pairs as [component, group]. */
  readonly groups?: readonly (readonly [component: Component | undefined, group: string])[];
  readonly codes?: readonly Code[];
  readonly severities?: readonly Severity[];
}

/** Restricts what counts as a finding. */
export class FindingFilter {
  readonly #choice: FilterChoice;
  /** By name: a choice that was handed to a thread holds copies of the catalogue's rows. */
  readonly #codes: ReadonlySet<string> | undefined;
  /** Whether it lets everything pass. */
  readonly isOpen: boolean;

  constructor(choice: FilterChoice = {}) {
    this.#choice = choice;
    this.#codes =
      choice.codes === undefined || choice.codes.length === 0 ? undefined : new Set(choice.codes.map(key));
    this.isOpen =
      !choice.components?.length &&
      !choice.groups?.length &&
      !choice.severities?.length &&
      this.#codes === undefined;
  }

  /** The findings of a line with this severity that count. */
  pass(findings: readonly Finding[], severity: Severity | undefined): readonly Finding[] {
    if (this.isOpen || findings.length === 0) return findings;
    const { severities } = this.#choice;
    const isIn = (one: Severity | undefined): boolean =>
      !severities?.length || (one !== undefined && severities.includes(one));
    const isLine = isIn(severity);
    // A code's own severity counts where it is worse than that of the line, or the line has none.
    return findings.filter((finding) => (isLine || isIn(worseOf(severity, finding))) && this.#lets(finding));
  }

  #lets(finding: Finding): boolean {
    const { components, groups } = this.#choice;
    // An ambiguous number counts where one of its readings would.
    const rows = finding.kind === 'ambiguous' ? finding.readings! : [finding];
    if (components?.length && !rows.some((row) => components.includes(row.component))) return false;
    if (groups?.length) {
      const inGroup = (row: { component: string; group: string }): boolean =>
        groups.some(
          ([component, group]) =>
            row.group === group && (component === undefined || row.component === component),
        );
      if (!rows.some(inGroup) && !inGroup(finding)) return false;
    }
    if (this.#codes === undefined) return true;
    if (finding.code !== undefined) return this.#codes.has(key(finding.code));
    return finding.readings?.some((row) => this.#codes!.has(key(row))) ?? false;
  }
}

const order = 'DIWEF';

/** The worse of a line's severity and the one that its code has at least. */
function worseOf(severity: Severity | undefined, { code }: Finding): Severity | undefined {
  const atLeast = code?.atLeast;
  if (atLeast === undefined || severity === undefined) return severity ?? atLeast;
  return order.indexOf(atLeast) > order.indexOf(severity) ? atLeast : severity;
}

function key(code: Code): string {
  return `${code.component}\0${code.name}`;
}
