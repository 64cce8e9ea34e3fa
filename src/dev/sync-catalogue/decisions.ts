import type { Message } from '../../catalogue/message.ts';

/** What somebody decided by reading the source; it survives every sync. */
export interface Decision {
  /** The source files that print the text: one, or the names it had in several releases. */
  readonly file: string | readonly string[];
  readonly pattern: string;
  /** All severities when absent. */
  readonly severity?: Message['severity'];
  /** The code that follows, against what the analysis found. */
  readonly code?: string;
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
  private readonly used = new Set<Decision>();
  private readonly all: readonly Decision[];

  constructor(all: readonly Decision[]) {
    this.all = all;
    for (const d of all) {
      for (const file of filesOf(d)) {
        const key = `${file}\n${d.pattern}`;
        this.byText.set(key, [...(this.byText.get(key) ?? []), d]);
      }
    }
  }

  /** What is decided for a text; undefined when nothing is. */
  for(file: string, pattern: string, severity: Message['severity']): Decision | undefined {
    const found = (this.byText.get(`${file}\n${pattern}`) ?? []).filter(
      (d) => d.severity === undefined || d.severity === severity,
    );
    for (const d of found) this.used.add(d);
    return found.length === 0 ? undefined : Object.assign({}, ...found);
  }

  /** The decisions that no text asked for: their text is gone, or misspelt. */
  unused(): Decision[] {
    return this.all.filter((d) => !this.used.has(d));
  }
}

function filesOf(d: Decision): readonly string[] {
  return typeof d.file === 'string' ? [d.file] : d.file;
}
