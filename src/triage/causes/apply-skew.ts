import type { InputEvidence } from '../collect/input-evidence.ts';
import type { Cell, SeriesData } from '../collect/series.ts';
import { moveTemplates } from '../templates/moved-templates.ts';
import type { ClockCorrection } from './causal-links.ts';

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
