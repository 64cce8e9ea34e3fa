import type { Interruptions } from '../tally/interruptions.ts';
import type { Tally } from '../tally/tally.ts';

/** One input of a summary. */
export interface SummaryInput {
  readonly name: string;
  readonly lines: number;
  readonly bytes: number;
}

/** Everything that a summary prints. Times are epoch milliseconds. */
export interface Summary {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly inputs: readonly SummaryInput[];
  readonly tally: Tally;
  /** What happened to the inputs while they were read on from a checkpoint. */
  readonly interruptions?: Interruptions;
}

/** The summary in the documented schema, version 1. Times are ISO 8601; `zone` gives them their offset. */
export function summaryJson(summary: Summary, iso: (time: number) => string): string {
  const { tally } = summary;
  const time = (value: number | undefined): string | null => (value === undefined ? null : iso(value));
  const groups = tally.groups();
  const code = (count: (typeof groups)[number]['codes'][number]) => {
    const { width, counts } = count.buckets.data();
    return {
      name: count.name,
      value: count.value ?? null,
      lines: count.lines,
      stated: count.stated,
      implied: count.implied,
      first: time(count.first),
      last: time(count.last),
      buckets: { width: width / 1000, counts: counts.map(([start, lines]) => [iso(start), lines]) },
    };
  };
  const plain = groups.filter(
    ({ component, group }) => component !== 'Ambiguous' && group !== 'Uncatalogued',
  );
  const report = {
    schema: 'mooncake-annotate/summary@1',
    range: { from: time(summary.from), to: time(summary.to) },
    inputs: summary.inputs,
    lines: tally.lines,
    bytes: tally.bytes,
    found: tally.found,
    implied: tally.implied,
    ...(summary.interruptions === undefined ? {} : { interruptions: summary.interruptions }),
    groups: plain.map(({ component, group, lines, codes }) => ({
      component,
      group,
      lines,
      codes: codes.map(code),
    })),
    ambiguous: groups
      .filter(({ component }) => component === 'Ambiguous')
      .flatMap(({ codes }) => codes.map(code)),
    uncatalogued: groups
      .filter(({ group }) => group === 'Uncatalogued')
      .flatMap(({ component, codes }) => codes.map((count) => ({ component, ...code(count) }))),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
