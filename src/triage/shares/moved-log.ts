import { greatest, least } from '../../tally/stats.ts';
import { type ClockReport, forgiven } from '../collect/line-clock.ts';
import type { CollectedLog } from '../collect/log-collector.ts';
import type { LogFacts } from '../collect/log-facts.ts';
import { memoryShare } from '../collect/memory-shares.ts';
import { type Mention, Mentions } from '../collect/mentions.ts';
import { joinRuns, type ProcessRun } from '../collect/process-runs.ts';
import { AllSeries, type SeriesData } from '../collect/series.ts';
import type { LineCountData } from '../templates/line-count.ts';
import { withCounts } from '../templates/moved-templates.ts';
import { TemplateTree } from '../templates/template-tree.ts';

/** What is kept of one input, whatever many others there are: shares were gathered with less. */
const most = memoryShare(1);
const mostMarks = 4;

/** What two parts of one input came to that follow each other; numbers of lines are those of the whole input. */
export function joinLogs(a: CollectedLog, b: CollectedLog): CollectedLog {
  const all = new AllSeries(most.cells);
  const unplaced = [...a.series, ...b.series].filter((series) => !all.merge(series));
  const templates = new TemplateTree(most.messages);
  templates.merge(a.templates);
  templates.merge(b.templates);
  const lost = unplaced.flatMap(({ cells }) => cells.map(({ lines }) => lines));
  return {
    series: all.data(),
    found: a.found + b.found,
    processes: joinRuns(a.processes, b.processes),
    hosts: [...new Set([...a.hosts, ...b.hosts])],
    clock: joinedClock(a.clock, b.clock),
    healthy: sightings(a.healthy, b.healthy),
    crossings: sightings(a.crossings, b.crossings),
    foldedLines: a.foldedLines + b.foldedLines + lost.reduce((sum, lines) => sum + lines, 0),
    facts: joinedFacts(a.facts, b.facts),
    templates: templates.data(),
  };
}

function joinedClock(a: ClockReport, b: ClockReport): ClockReport {
  const back = a.last !== undefined && b.first !== undefined ? a.last - b.first : 0;
  const isBackwards = back > forgiven;
  return {
    stamped: a.stamped + b.stamped,
    unstamped: a.unstamped + b.unstamped,
    backwards: a.backwards + b.backwards + (isBackwards ? 1 : 0),
    furthest: Math.max(a.furthest, b.furthest, isBackwards ? back : 0),
    from: least(a.from, b.from),
    to: greatest(a.to, b.to),
    first: a.first ?? b.first,
    last: b.last ?? a.last,
  };
}

function sightings(a: CollectedLog['healthy'], b: CollectedLog['healthy']): CollectedLog['healthy'] {
  const sum = new Mentions(most.sightings);
  sum.merge(a);
  sum.merge(b);
  return sum.data();
}

/** Each thing as it was named last. */
function joinedFacts(a: LogFacts, b: LogFacts): LogFacts {
  const marks = [...new Set([...(a.marks ?? []), ...(b.marks ?? [])])].slice(0, mostMarks);
  return { ...a, ...b, ...(marks.length === 0 ? {} : { marks }) };
}

/** Where a part of an input stands in it, and what was known when it began. */
interface PartPlace {
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
