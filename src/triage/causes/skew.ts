import type { InputEvidence } from '../collect/input-evidence.ts';
import type { Mention } from '../collect/mentions.ts';
import type { Cell, SeriesData } from '../collect/series.ts';
import { moveTemplates } from '../templates/moved-templates.ts';
import type { ClockCorrection } from './causal-links.ts';
import { type ClockSkew, compareHosts } from './compared-hosts.ts';

/** Work takes time, so what both hosts name is not named at once; less than this is no difference of clocks. */
export const noticeable = 5000;

/**
 * How far the clocks of hosts are apart: the median of the differences between when either host first named the same
 * request or key. It takes at least three of them, half of which agree within two seconds, or three quarters of which are
 * within a minute of the same number of half hours, which is then the difference; else the two are not compared. All are given
 * against one host, the one that most others agree with; a host that shares nothing with it is compared through one that does.
 */
export function clockSkews(crossings: readonly Mention[]): ClockSkew[] {
  const pairs = compareHosts(crossings);
  const agreeing = new Map<string, number>();
  const byReference = new Map<string, ClockSkew[]>();
  for (const pair of pairs) {
    const agrees = Math.abs(pair.ahead) < noticeable;
    agreeing.set(pair.host, (agreeing.get(pair.host) ?? 0) + Number(agrees));
    const others = byReference.get(pair.against);
    if (others === undefined) byReference.set(pair.against, [pair]);
    else others.push(pair);
  }
  // Where as many agree with two hosts, the one whose name comes first is asked first.
  const references = [...agreeing].sort(([, a], [, b]) => b - a).map(([host]) => host);
  const done = new Set<string>();
  const skews: ClockSkew[] = [];
  for (const reference of references) {
    if (done.has(reference)) continue;
    const reached = new Map([[reference, { ahead: 0, events: Number.POSITIVE_INFINITY }]]);
    for (const [from, { ahead, events }] of reached) {
      for (const pair of byReference.get(from) ?? []) {
        if (reached.has(pair.host)) continue;
        reached.set(pair.host, { ahead: ahead + pair.ahead, events: Math.min(events, pair.events) });
      }
    }
    for (const [host, { ahead, events }] of reached) {
      done.add(host);
      if (host !== reference) skews.push({ host, against: reference, ahead, events });
    }
  }
  return skews;
}

/** The same inputs with all times moved by how much their hosts' clocks are ahead. */
export function applySkew(input: InputEvidence, ahead: ClockCorrection): InputEvidence {
  const own = ahead(input.host);
  const moved = (time: number | undefined, by: number): number | undefined =>
    time === undefined ? undefined : time - by;
  const { log } = input;
  return {
    ...input,
    from: moved(input.from, own),
    to: moved(input.to, own),
    log: {
      ...log,
      templates: moveTemplates(log.templates, own),
      processes: log.processes.map((run) => ({
        ...run,
        started: moved(run.started, own),
        death: run.death && { ...run.death, time: moved(run.death.time, own) },
      })),
      series: log.series.map((series) => correctedSeries(series, ahead(series.host))),
      healthy: log.healthy.map((sighting) => ({
        ...sighting,
        first: moved(sighting.first, ahead(sighting.host)),
        last: moved(sighting.last, ahead(sighting.host)),
      })),
    },
  };
}

function correctedSeries(series: SeriesData, by: number): SeriesData {
  if (by === 0) return series;
  // Whole cells are moved, so that none fall together.
  const byCells = Math.round(by / series.width) * series.width;
  const cells = series.cells.map((cell): Cell => {
    if (cell.first === undefined) return cell;
    return {
      ...cell,
      start: cell.start - byCells,
      first: cell.first - by,
      last: cell.last! - by,
      sample: { ...cell.sample, time: cell.sample.time === undefined ? undefined : cell.sample.time - by },
    };
  });
  return { ...series, cells };
}
