import { greatest, least } from '../../tally/stats.ts';
import { AllSeries } from '../collect/all-series.ts';
import { type ClockReport, forgiven } from '../collect/line-clock.ts';
import type { CollectedLog } from '../collect/log-collector.ts';
import type { LogFacts } from '../collect/log-facts.ts';
import { memoryShare } from '../collect/memory-shares.ts';
import { Mentions } from '../collect/mentions.ts';
import { joinRuns } from '../collect/process-runs.ts';
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
