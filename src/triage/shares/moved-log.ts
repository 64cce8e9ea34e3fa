import type { CollectedLog } from '../collect/log-collector.ts';
import type { Mention } from '../collect/mentions.ts';
import type { ProcessRun } from '../collect/process-runs.ts';
import type { SeriesData } from '../collect/series.ts';
import type { LineCountData } from '../templates/line-count.ts';
import { withCounts } from '../templates/moved-templates.ts';

/** Where a part of an input stands in it, and what was known when it began. */
export interface PartPlace {
  /** Lines and bytes that stand before it. */
  readonly lines: number;
  readonly bytes: number;
  /** The last stamp before it, which dates its lines before its own first one; in epoch milliseconds. */
  readonly last: number | undefined;
}

/** A part's lines with the numbers and times that they have in the whole input. */
export function moveLog(log: CollectedLog, place: PartPlace): CollectedLog {
  return {
    ...log,
    series: log.series.map((series) => movedSeries(series, place)),
    processes: log.processes.map((run) => movedRun(run, place)),
    healthy: log.healthy.map((seen) => dated(seen, place)),
    crossings: log.crossings.map((seen) => dated(seen, place)),
    templates: withCounts(log.templates, (count) => movedCount(count, place)),
  };
}

/** The log of an input of this name and host, which was called `old` and is the host of all lines whose wrapper names none. */
export function renameLog(log: CollectedLog, old: string, input: string, host: string): CollectedLog {
  const renamed = <Of extends { readonly host: string }>(one: Of): Of =>
    one.host === old ? { ...one, host } : one;
  return {
    ...log,
    series: log.series.map(renamed),
    processes: log.processes.map(renamed),
    healthy: log.healthy.map(renamed),
    crossings: log.crossings.map(renamed),
    templates: withCounts(log.templates, (count) => ({
      ...count,
      sample: { ...renamed(count.sample), input },
    })),
  };
}

function movedSeries(series: SeriesData, { lines, bytes, last }: PartPlace): SeriesData {
  const cells = series.cells.map((cell) => {
    const { sample, firstLine, lastLine } = cell;
    const isUndated = cell.first === undefined && last !== undefined;
    return {
      ...cell,
      ...(isUndated ? { start: last - (last % series.width), first: last, last } : {}),
      firstLine: firstLine + lines,
      lastLine: lastLine + lines,
      sample: {
        ...sample,
        line: sample.line + lines,
        offset: sample.offset + bytes,
        time: sample.time ?? last,
      },
    };
  });
  return { ...series, cells };
}

function movedRun(run: ProcessRun, { lines, bytes, last }: PartPlace): ProcessRun {
  const { death } = run;
  return {
    ...run,
    ports: [...run.ports],
    started: run.isFromStart ? (run.started ?? last) : run.started,
    death: death && {
      ...death,
      time: death.time ?? last,
      line: death.line + lines,
      lastLine: death.lastLine + lines,
      offset: death.offset + bytes,
    },
  };
}

function dated(seen: Mention, { last }: PartPlace): Mention {
  return { ...seen, first: seen.first ?? last, last: seen.last ?? last };
}

function movedCount({ sample, ...count }: LineCountData, { lines, bytes, last }: PartPlace): LineCountData {
  return {
    ...count,
    first: count.first ?? last ?? null,
    last: count.last ?? last ?? null,
    sample: {
      ...sample,
      line: sample.line === null ? null : sample.line + lines,
      offset: sample.offset + bytes,
      time: sample.time ?? last ?? null,
    },
  };
}
