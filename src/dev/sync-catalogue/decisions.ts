import type { Message } from '../../catalogue/message.ts';

/** What somebody decided by reading the source; it survives every sync. */
export interface Decision {
  /** The source files that print the text: one, or the names it had in several releases. */
  readonly file: string | readonly string[];
  readonly pattern: string;
  /**
   * The text that prints this one, where `pattern` is that text with a value of its own in place of a `{}`
   * (`key={}, error=key not found in etcd`): the value then tells what the text alone leaves open.
   */
  readonly of?: string;
  /** All severities when absent. */
  readonly severity?: Message['severity'];
  /** The code that follows, against what the analysis found. */
  readonly code?: string;
  /** The code that follows at statements about which the analysis found nothing out. */
  readonly undecided?: string;
  /** The code where the line does not tell which of several outcomes follows. */
  readonly otherwise?: string;
  /** The codes of one group that follow. */
  readonly oneOf?: readonly string[];
  /** True: the text implies nothing. */
  readonly none?: boolean;
  readonly note?: string;
  readonly check?: readonly string[];
  /** Why `code`, `oneOf` or `none`: what stands in the source. */
  readonly why?: string;
}

/** The decisions for a text, merged; later ones win. */
export class Decisions {
  private readonly byText = new Map<string, Decision[]>();
  private readonly byValue = new Map<string, Decision[]>();
  private readonly used = new Set<Decision>();
  private readonly all: readonly Decision[];

  constructor(all: readonly Decision[]) {
    this.all = all;
    for (const d of all) {
      const table = d.of === undefined ? this.byText : this.byValue;
      for (const file of filesOf(d)) {
        const key = `${file}\n${d.of ?? d.pattern}`;
        table.set(key, [...(table.get(key) ?? []), d]);
      }
    }
  }

  /** What is decided for a text; undefined when nothing is. */
  for(file: string, pattern: string, severity: Message['severity']): Decision | undefined {
    const found = this.find(this.byText, file, pattern, severity);
    return found.length === 0 ? undefined : Object.assign({}, ...found);
  }

  /** What is decided for the values that a text prints, one decision each. */
  valuesOf(file: string, pattern: string, severity: Message['severity']): readonly Decision[] {
    return this.find(this.byValue, file, pattern, severity);
  }

  /** The decisions that no text asked for: their text is gone, or misspelt. */
  unused(): Decision[] {
    return this.all.filter((d) => !this.used.has(d));
  }

  private find(
    table: ReadonlyMap<string, readonly Decision[]>,
    file: string,
    pattern: string,
    severity: Message['severity'],
  ): readonly Decision[] {
    const found = (table.get(`${file}\n${pattern}`) ?? []).filter(
      (d) => d.severity === undefined || d.severity === severity,
    );
    for (const d of found) this.used.add(d);
    return found;
  }
}

function filesOf(d: Decision): readonly string[] {
  return typeof d.file === 'string' ? [d.file] : d.file;
}
