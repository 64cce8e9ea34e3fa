import { TemplateTree } from '../templates/template-tree.ts';
import { unreadClock } from './line-clock.ts';
import type { CollectedLog } from './log-collector.ts';
import type { KeptLine } from './series.ts';

/** One input and what was collected from it. */
export interface InputEvidence {
  readonly name: string;
  readonly host: string;
  readonly lines: number;
  readonly bytes: number;
  /** The first and last stamp of the part looked at, in epoch milliseconds. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** The first and last stamp of all of it, whatever part was asked for. */
  readonly covers?: { readonly from: number | undefined; readonly to: number | undefined };
  /** Why it could not be read, or not to its end. */
  readonly fault?: string | undefined;
  readonly log: CollectedLog;
}

/** How a report puts things into words. */
export interface Wording {
  /** A time in epoch milliseconds as ISO 8601 with offset. */
  iso(time: number): string;
  /** A line's latin1 text as text that is safe to show, with control characters made visible. */
  visible(text: string): string;
  /** The lines before and after a kept line, as latin1, where they can still be read. */
  context(
    input: InputEvidence,
    line: Pick<KeptLine, 'offset'>,
  ): { readonly before: readonly string[]; readonly after: readonly string[] };
}

/** What an input came to that could not be read at all. */
export function emptyLog(): CollectedLog {
  return {
    series: [],
    found: 0,
    processes: [],
    hosts: [],
    clock: unreadClock(),
    healthy: [],
    crossings: [],
    foldedLines: 0,
    facts: {},
    templates: new TemplateTree().data(),
  };
}
