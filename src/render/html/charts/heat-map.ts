import { maximum } from '../../../tally/stats.ts';
import { compact, countText } from '../figures.ts';
import { html, type Raw } from '../markup.ts';
import type { TimeAxis } from './time-axis.ts';

/** One row of a heat map. */
export interface HeatRow {
  readonly name: Raw;
  readonly counts: readonly number[];
}

const STEPS = 7;
/** So that the most lines are of the last step, and not of one behind it. */
const RANGE = STEPS - 1e-9;
/** A step begins at most so many lines behind what its root says. */
const mostTries = 4;

/** A table of time by row whose cells are the darker the more lines they stand for; the steps grow by equal factors. */
export function heatMap(axis: TimeAxis, rows: readonly HeatRow[], caption: string): Raw {
  const most = Math.max(1, maximum(rows.flatMap(({ counts }) => counts)));
  const labels = Array.from({ length: axis.columns }, (_, column) => axis.label(column));
  const spread = axis.columns > 32 ? 'heat dense' : 'heat';
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Heat map">
<table class="${spread}" data-heat><caption class="unseen">${caption}</caption>
<thead><tr><td></td>${labels.map((label, column) => html`<th scope="col">${heading(label, labels[column - 1])}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ name, counts }) =>
      html`<tr><th scope="row">${name}</th>${counts.map((lines) =>
        lines === 0
          ? html`<td></td>`
          : html`<td class="h${stepOf(lines, most)}"${lines >= 1000 && html` data-lines="${countText(lines)}"`}><span>${compact(lines)}</span></td>`,
      )}</tr>`,
  )}</tbody></table></div>
${scale(most)}`;
}

/** The date, where a label has one, above the time; it is shown only where it changes, and read out always. */
function heading(label: string, before: string | undefined): Raw {
  const [date, time] = label.split(' ');
  if (time === undefined) return html`${label}`;
  return html`<span class="${before?.startsWith(date!) ? 'day unseen' : 'day'}">${date} </span>${time}`;
}

/** 1 for the fewest lines to {@link STEPS} for the most. */
function stepOf(lines: number, most: number): number {
  if (most === 1) return STEPS;
  return Math.min(STEPS, 1 + Math.floor((Math.log(lines) / Math.log(most)) * RANGE));
}

/** Which step stands for how many lines; steps that no whole number falls into are left out. */
function scale(most: number): Raw {
  const from = new Map<number, number>();
  for (let step = 1; step <= STEPS; step += 1) {
    let lines = Math.max(1, Math.floor(most ** ((step - 1) / RANGE)) - 1);
    // What rounding leaves: a sum of many summaries may be so large that adding one does not change it.
    for (let tries = 0; tries < mostTries && stepOf(lines, most) < step; tries++) lines += 1;
    lines = Math.min(lines, most);
    if (stepOf(lines, most) === step) from.set(step, lines);
  }
  const steps = [...from];
  return html`<p class="scale"><span>Lines per cell</span>${steps.map(([step, lines], index) => {
    const to = (steps[index + 1]?.[1] ?? most + 1) - 1;
    return html`<span class="step h${step}">${lines === to ? countText(lines) : `${compact(lines)}–${compact(to)}`}</span>`;
  })}</p>`;
}
