import { Tally, type TallyData } from '../tally/tally.ts';
import { autoBuckets, summaryReport } from './report.ts';
import type { SummaryReport } from './summary-report.ts';

/** How time is cut into windows. */
export interface WindowOptions {
  /** Milliseconds that a window is long, from the epoch on. */
  readonly width: number;
  /** Milliseconds that lines may come late; then a window is closed, and what comes later is a part of its own. */
  readonly lateness: number;
  /** The name of the input in summaries. */
  readonly input: string;
  /** Who counts: no other process may call itself so. */
  readonly member: string;
  readonly iso: (time: number) => string;
}

/** The summary of what one member counted in one window; a later one of the same key stands for it. */
interface WindowDocument {
  readonly key: string;
  readonly report: SummaryReport;
}

/** What the lines of a batch add, before it is certain that they count. */
export interface PendingCounts {
  /** Where lines of a time are counted. */
  readonly tallyAt: (time: number) => Tally;
  /** What is to be published together with the batch. */
  readonly documents: () => WindowDocument[];
  /** Says that the batch counts. */
  readonly done: () => void;
}

interface OpenWindow {
  readonly key: string;
  readonly counts: TallyData;
  /** The first and last time of a line. */
  readonly from: number;
  readonly to: number;
  readonly version: number;
}

/** Windows that are open at once, at most; the oldest close first, which bounds memory whatever times lines have. */
const mostOpen = 64;

/** Counts one partition's lines by windows of their time. */
export class WindowCounts {
  readonly #options: WindowOptions;
  #open = new Map<number, OpenWindow>();
  /** The latest time that was counted. */
  #latest = Number.NEGATIVE_INFINITY;
  #parts = 0;

  constructor(options: WindowOptions) {
    this.#options = options;
  }

  /** Begins to count a batch. Nothing is counted until it is `done`; a batch that is begun again counts once. */
  begin(): PendingCounts {
    const { width, input } = this.#options;
    const added = new Map<number, AddedCounts>();
    let updated: Map<number, OpenWindow> | undefined;
    let parts = this.#parts;
    const update = (): Map<number, OpenWindow> => {
      updated ??= new Map(
        [...added].map(([start, { tally, from, to }]) => {
          const known = this.#open.get(start);
          const sum = new Tally();
          if (known !== undefined) sum.merge(known.counts);
          sum.merge(tally.data());
          const counts = oneInput(sum.data());
          const key = known?.key ?? this.#key(start, ++parts);
          const version = (known?.version ?? 0) + 1;
          return [
            start,
            {
              key,
              counts,
              version,
              from: Math.min(from, known?.from ?? from),
              to: Math.max(to, known?.to ?? to),
            },
          ];
        }),
      );
      return updated;
    };
    return {
      tallyAt: (time) => {
        const start = Math.floor(time / width) * width;
        let counts = added.get(start);
        if (counts === undefined) {
          counts = { tally: new Tally(input), from: time, to: time };
          added.set(start, counts);
        }
        counts.from = Math.min(counts.from, time);
        counts.to = Math.max(counts.to, time);
        return counts.tally;
      },
      documents: () => [...update()].map(([start, window]) => this.#document(start, window)),
      done: () => {
        for (const [start, window] of update()) {
          this.#open.set(start, window);
          this.#latest = Math.max(this.#latest, window.to);
        }
        this.#parts = parts;
        this.#close();
      },
    };
  }

  #key(start: number, part: number): string {
    return `${new Date(start).toISOString()}/${this.#options.member}.${part}`;
  }

  #document(start: number, { key, counts, from, to, version }: OpenWindow): WindowDocument {
    const { width, iso } = this.#options;
    const report = summaryReport(counts, { from, to, bucket: autoBuckets }, iso);
    return { key, report: { ...report, window: { key, from: iso(start), to: iso(start + width), version } } };
  }

  #close(): void {
    const { width, lateness } = this.#options;
    const starts = [...this.#open.keys()].sort((a, b) => a - b);
    for (const [index, start] of starts.entries())
      if (start + width + lateness <= this.#latest || index < starts.length - mostOpen)
        this.#open.delete(start);
  }
}

interface AddedCounts {
  readonly tally: Tally;
  from: number;
  to: number;
}

/** However many batches it came in, it is one input. */
function oneInput(counts: TallyData): TallyData {
  return { ...counts, inputs: { ...counts.inputs, count: 1 } };
}
