import { rises } from '../../../summary/urgency.ts';
import { maximum } from '../../../tally/stats.ts';
import { compact, countText } from '../figures.ts';
import { html, Raw } from '../markup.ts';
import type { TimeAxis } from './time-axis.ts';

/** Lines of one group per column of the chart's axis. */
export interface ChartSeries {
  readonly name: string;
  readonly counts: readonly number[];
}

/** How many series a chart tells apart by colour, the one of all others included. */
const COLOURS = 7;
/** The height of the drawing, in units of its own; the page stretches it. */
const HEIGHT = 1000;

/** The largest series as they are, and one that adds up all others, so that each has a colour of its own. */
export function largestSeries(series: readonly ChartSeries[]): readonly ChartSeries[] {
  const sorted = [...series].sort((one, other) => sum(other.counts) - sum(one.counts));
  if (sorted.length <= COLOURS) return sorted;
  const others = sorted.slice(COLOURS - 1);
  const counts = others[0]!.counts.map((_, column) => sum(others.map((other) => other.counts[column]!)));
  return [...sorted.slice(0, COLOURS - 1), { name: `${others.length} other groups`, counts }];
}

/**
 * Columns over time, stacked by series, with a legend and the same numbers as a table. The page's script makes the legend's
 * entries switches and reads a column's counts out below; without it the drawing stands as it is.
 */
export function stackedChart(axis: TimeAxis, series: readonly ChartSeries[], what: string): Raw {
  const totals = Array.from({ length: axis.columns }, (_, column) =>
    sum(series.map((one) => one.counts[column]!)),
  );
  const top = scaleEnd(maximum(totals));
  const peak = totals.indexOf(maximum(totals));
  const labels = totals.map((_, column) => axis.label(column));
  return html`<figure class="chart" data-chart data-labels="${labels.join('|')}">
<ul class="legend" aria-label="Groups shown in the chart">${series.map(
    (one, index) =>
      html`<li><span class="key" data-series="${index}"><i class="swatch s${colour(index, series)}"></i>${one.name} <b>${countText(sum(one.counts))}</b>${riseText(firstRise(one, top), labels)}</span></li>`,
  )}</ul>
<div class="plot measured" data-plot>
<svg role="img" aria-labelledby="chart-title chart-desc" width="100%" height="260">
<title id="chart-title">${what}</title>
<desc id="chart-desc">${countText(sum(totals))} in all, from ${labels[0]!} to ${labels.at(-1)!}; most at ${labels[peak]!} with ${countText(totals[peak]!)}. The table below has the same numbers.</desc>
${gridLines(top)}
<svg x="0" y="12" width="100%" height="220" viewBox="0 0 ${axis.columns} ${HEIGHT}" preserveAspectRatio="none">${stackedPaths(series, top)}<rect class="cursor" data-cursor="" width="1" height="${HEIGHT}" visibility="hidden"></rect></svg>
${series.map((one, index) => riseMark(firstRise(one, top), colour(index, series), axis))}
${axis.marks(8).map(({ column, label }, index) => {
  const x = `${((column / axis.columns) * 100).toFixed(2)}%`;
  return html`<line class="tick" x1="${x}" x2="${x}" y1="232" y2="237"></line><text class="${index % 2 === 1 ? 'x minor' : 'x'}" x="${x}" y="251" dx="3">${dated(label)}</text>`;
})}
</svg></div>
<p class="readout" data-readout hidden></p>
<details class="numbers"><summary>The chart's numbers as a table</summary><div class="scroll" role="region" tabindex="0" aria-label="The chart's numbers"><table class="plain">
<caption class="unseen">${what}, per ${widthText(axis)}</caption>
<thead><tr><th scope="col">from</th>${series.map(({ name }) => html`<th scope="col" class="n">${name}</th>`)}</tr></thead>
<tbody>${totals.map((total, column) =>
    total === 0
      ? ''
      : html`<tr><th scope="row">${labels[column]!}</th>${series.map(({ counts }) => html`<td class="n">${counts[column]! === 0 ? '' : countText(counts[column]!)}</td>`)}</tr>`,
  )}</tbody></table></div></details>
</figure>`;
}

/** The column where a series rises for the first time, to at least a twentieth of the scale. */
function firstRise({ counts }: ChartSeries, top: number): number | undefined {
  return rises(counts, Math.max(5, top / 20))[0];
}

/** When it rises, for the legend. */
function riseText(at: number | undefined, labels: readonly string[]): Raw | '' {
  return at === undefined ? '' : html`<span class="rise">rises ${labels[at]!}</span>`;
}

/** A mark above the column. */
function riseMark(at: number | undefined, number: number, { columns }: TimeAxis): Raw | '' {
  if (at === undefined) return '';
  const x = (((at + 0.5) / columns) * 100).toFixed(2);
  return html`<text class="f${number} mark" x="${x}%" y="9" text-anchor="middle" aria-hidden="true">▼</text>`;
}

/** A column's width in words. */
export function widthText(axis: TimeAxis): string {
  const seconds = axis.width / 1000;
  for (const [unit, name] of [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const) {
    if (seconds % unit === 0) return seconds === unit ? name : `${seconds / unit} ${name}s`;
  }
  return seconds === 1 ? 'second' : `${seconds} seconds`;
}

function colour(index: number, series: readonly ChartSeries[]): number {
  return index === COLOURS - 1 && series.length === COLOURS ? COLOURS : index + 1;
}

/** One path a series; `data-counts` lets the script stack them anew. */
function stackedPaths(series: readonly ChartSeries[], top: number): readonly Raw[] {
  const base = new Array<number>(series[0]?.counts.length ?? 0).fill(0);
  return series.map(({ counts }, index) => {
    let path = '';
    for (const [column, lines] of counts.entries()) {
      if (lines === 0) continue;
      const low = base[column]!;
      base[column] = low + lines;
      const y = (value: number): number => Math.round(HEIGHT * (1 - value / top));
      path += `M${column} ${y(low)}V${y(low + lines)}h1V${y(low)}z`;
    }
    return html`<path class="f${colour(index, series)}" data-counts="${counts.join(' ')}" d="${path}"></path>`;
  });
}

/** A label whose date can be left out where there is little room. */
function dated(label: string): Raw {
  const [date, time] = label.split(' ');
  return time === undefined ? html`${label}` : html`<tspan class="day">${date} </tspan>${time}`;
}

/** Lines across at a quarter, half and so on of the top, each with its number. */
function gridLines(top: number): readonly Raw[] {
  return Array.from({ length: 5 }, (_, part) => {
    const y = 12 + Math.round(220 * (1 - part / 4));
    const label =
      part === 0
        ? ''
        : html`<text class="y" data-share="${part / 4}" x="-7" y="${y + 4}" text-anchor="end">${compact((top * part) / 4)}</text>`;
    return html`<line class="${part === 0 ? 'axis' : 'grid'}" x1="0" x2="100%" y1="${y}" y2="${y}"></line>${label}`;
  });
}

/** The end of the scale: four times a whole number that two digits write. */
function scaleEnd(most: number): number {
  const quarter = Math.max(1, most / 4);
  const unit = 10 ** Math.floor(Math.log10(quarter));
  const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((factor) => factor * unit);
  return 4 * (steps.find((step) => step >= quarter && Number.isInteger(step)) ?? 10 * unit);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A small picture of how lines were spread over time, for a table's cell. */
export function svgSparkline(axis: TimeAxis, counts: readonly number[]): Raw {
  const most = maximum(counts);
  if (most <= 0) return new Raw('');
  const peak = counts.indexOf(most);
  const path = counts
    .map((lines, column) =>
      lines === 0 ? '' : `M${column} 20v-${Math.max(1, Math.round((lines / most) * 20))}h1V20z`,
    )
    .join('');
  return html`<svg class="spark" role="img" viewBox="0 0 ${axis.columns} 20" preserveAspectRatio="none" aria-label="most at ${axis.label(peak)}: ${countText(most)}"><path d="${path}"></path></svg>`;
}
