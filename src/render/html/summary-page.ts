import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { SummaryReport } from '../../summary/summary-report.ts';
import type { Provenance } from '../formats.ts';
import { interruptionsText } from '../summary/summary-totals.ts';
import { faultText } from '../text/safe-text.ts';
import { heatMap } from './charts/heat-map.ts';
import { type ChartSeries, largestSeries, stackedChart, widthText } from './charts/stacked-chart.ts';
import { TimeAxis } from './charts/time-axis.ts';
import { AMBIGUOUS, type CodeRow, codeTable, tableRows } from './components/code-table.ts';
import { logText, nameText } from './components/log-text.ts';
import { isCompared, NEWS, newsSection } from './components/news.ts';
import {
  counted,
  countText,
  durationText,
  offsetOf,
  offsetText,
  percentText,
  shortRange,
  sizeText,
  stampText,
} from './figures.ts';
import { html, type Raw } from './markup.ts';
import { BOUNDS, type Bounds, fitPage, renderPage } from './page.ts';

/** The inputs: those with a fault first, then those with most findings. */
function inputsSection(report: SummaryReport, bounds: Bounds): Raw {
  const sorted = [...report.inputs].sort(
    (one, other) =>
      Number(other.fault !== undefined) - Number(one.fault !== undefined) ||
      other.found - one.found ||
      other.lines - one.lines,
  );
  const rest = sorted.slice(bounds.inputs);
  const withUnstamped = sorted.some(({ unstamped }) => unstamped > 0);
  return html`<section aria-labelledby="inputs"><h2 id="inputs">Inputs</h2>
<div class="scroll" role="region" tabindex="0" aria-label="Table of inputs"><table class="plain"><caption class="unseen">Inputs with lines, bytes and lines with a code</caption>
<thead><tr><th scope="col">Input</th><th scope="col" class="n">Lines</th><th scope="col" class="n mid">Size</th><th scope="col" class="n">With a code</th><th scope="col" class="n mid">Share</th>${withUnstamped && html`<th scope="col" class="n mid">Without stamp</th>`}</tr></thead>
<tbody>${sorted
    .slice(0, bounds.inputs)
    .map(
      (input) =>
        html`<tr><th scope="row" class="path">${nameText(input.name, bounds.name)}${input.fault !== undefined && html`<span class="fault"><i aria-hidden="true">!</i> ${logText(faultText({ name: input.name, fault: input.fault }), 200)}</span>`}</th><td class="n">${countText(input.lines)}</td><td class="n mid">${sizeText(input.bytes)}</td><td class="n">${countText(input.found)}</td><td class="n mid">${input.lines === 0 ? '–' : percentText(input.found / input.lines)}</td>${withUnstamped && html`<td class="n mid">${input.unstamped === 0 ? '' : countText(input.unstamped)}</td>`}</tr>`,
    )}</tbody></table></div>
${rest.length > 0 && html`<p class="soft">${counted(rest.length, 'more input')} with fewer findings left out here; <code>--format json</code> has all.</p>`}
${(report.foldedInputs ?? 0) > 0 && html`<p class="soft">“other” stands for ${counted(report.foldedInputs ?? 0, 'further input')}.</p>`}
</section>`;
}

/** Bounds of what a page embeds: columns of the chart, of the heat map and of a row's small picture; rows of the heat map. */
const CHART_COLUMNS = 288;
const HEAT_COLUMNS = 48;
const SPARK_COLUMNS = 60;
const HEAT_ROWS = 60;
/** With fewer hours than these the heat map has shorter columns, at most so many. */
const FEW_HOURS = 6;
const SHORT_COLUMNS = 24;
/** How many faults are named before the table of inputs. */
const FAULTS = 10;

/**
 * A summary as one HTML page for a browser, for mail or for paper: it needs no network, obeys a content security policy that
 * allows nothing but its own style and script, and can be read without the script. Its size is bounded whatever was counted.
 *
 * @param catalogue what codes mean, what causes them and what to check
 */
export function summaryHtml(report: SummaryReport, catalogue: Catalogue, made?: Provenance): string {
  const rows = tableRows(report, catalogue, isCompared(report.news));
  return fitPage(BOUNDS, (bounds) => pageWithin(bounds, report, rows, made));
}

function pageWithin(
  bounds: Bounds,
  report: SummaryReport,
  rows: readonly CodeRow[],
  made: Provenance | undefined,
): string {
  const linked = new Map(rows.slice(0, bounds.codes).map((row) => [row.counted.name, row.id]));
  const histograms = rows.map((row) => row.histogram);
  const times = [report.range.from, report.range.to];
  const chart = TimeAxis.over(histograms, times, CHART_COLUMNS);
  const perHour = TimeAxis.over(histograms, times, HEAT_COLUMNS, 3600);
  const hours =
    perHour !== undefined && perHour.columns < FEW_HOURS
      ? TimeAxis.over(histograms, times, SHORT_COLUMNS)
      : perHour;
  const sparks = TimeAxis.over(histograms, times, SPARK_COLUMNS);
  const sections = [
    report.news !== undefined && { id: 'news', title: 'News', content: newsSection(report.news, linked) },
    rows.length > 0 &&
      chart !== undefined && { id: 'time', title: 'Over time', content: timeSection(rows, chart) },
    rows.length > 0 &&
      hours !== undefined && { id: 'heat', title: 'Heat map', content: heatSection(rows, hours) },
    rows.length > 0 && {
      id: 'codes',
      title: 'Codes',
      content: html`<section aria-labelledby="codes"><h2 id="codes">Codes</h2>${codeTable(rows, sparks, report.found, bounds)}</section>`,
    },
    report.inputs.length > 0 && { id: 'inputs', title: 'Inputs', content: inputsSection(report, bounds) },
  ].filter((section) => section !== false);
  return renderPage({
    title: 'Mooncake errors',
    kicker: 'Summary',
    subtitle: rangeText(report),
    when: shortRange(report.range),
    made,
    sections: sections.map(({ id, title }) => ({ id, title })),
    body: html`${lead(report, rows)}${notices(report)}${totals(report, rows)}${sections.map(({ content }) => content)}`,
  });
}

/** When the lines were logged, and in which zone times are given. */
function rangeText({ range, chosen }: SummaryReport): Raw {
  const { from, to } = range;
  const limits =
    chosen !== undefined &&
    html`<span>counted${chosen.since !== null && html` from ${stampText(chosen.since)}`}${chosen.until !== null && html` until ${stampText(chosen.until)}`}</span>`;
  if (from === null || to === null) return html`<span>no time stamp was read</span>${limits}`;
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return html`<span>${stampText(from)} – ${stampText(to)}</span><span>UTC${offsetText(offsetOf(from))}</span><span>${durationText(seconds)}</span>${limits}`;
}

/** The most important in a sentence or two. */
function lead(report: SummaryReport, rows: readonly CodeRow[]): Raw {
  if (report.lines === 0)
    return html`<p class="lead">No line was read${report.inputs.length === 0 ? ': no input was found' : ''}.</p>`;
  if (rows.length === 0)
    return html`<p class="lead">No error code in ${counted(report.lines, 'line')}${report.outside > 0 ? ' within the time asked for' : ''}.</p>`;
  const most = rows[0]!;
  const news = report.news?.codes.filter(({ flag }) => NEWS.includes(flag)) ?? [];
  const compared = isCompared(report.news);
  const flags = NEWS.map((flag) => [flag, news.filter((code) => code.flag === flag).length] as const).filter(
    ([, number]) => number > 0,
  );
  return html`<p class="lead"><b>${counted(report.found, 'line')}</b> of ${countText(report.lines)} ${report.found === 1 ? 'reports' : 'report'} an error code, most urgent: <a href="#${most.id}">${most.counted.name}</a>${most.group === AMBIGUOUS ? '' : html` (${most.component} / ${most.group})`}, ${counted(most.counted.lines, 'line')}.${
    compared &&
    html` ${flags.length === 0 ? 'Nothing is news.' : html`News: ${flags.map(([flag, number], index) => html`${index > 0 && ', '}<b>${number} ${flag}</b>`)}.`}`
  }</p>`;
}

/** What a reader must know before trusting the numbers. */
function notices(report: SummaryReport): Raw | '' {
  const faults = report.inputs.filter(({ fault }) => fault !== undefined);
  const interruptions = report.interruptions === undefined ? '' : interruptionsText(report.interruptions);
  const notes = [
    faults.length > 0 &&
      html`${counted(faults.length, 'input')} could not be read, or not to the end:<ul>${faults
        .slice(0, FAULTS)
        .map(
          ({ name, fault }) => html`<li>${nameText(name, 100)}: ${logText(fault!, 200)}</li>`,
        )}</ul>${faults.length > FAULTS && `and ${countText(faults.length - FAULTS)} more`}`,
    ...(report.notices ?? []).map(({ kind, text }) => html`<b>${kind}</b>: ${logText(text, 300)}`),
    report.outside > 0 &&
      html`${counted(report.outside, 'line')} with a code outside the time asked for ${report.outside === 1 ? 'is' : 'are'} not counted.`,
    report.unstamped > 0 &&
      html`${counted(report.unstamped, 'line')} with a code ${report.unstamped === 1 ? 'belongs' : 'belong'} to no readable time stamp; the charts lack ${report.unstamped === 1 ? 'it' : 'them'}.`,
    (report.foldedInputs ?? 0) > 0 &&
      html`${counted(report.foldedInputs ?? 0, 'input')} beyond the first ones were added up as “other”.`,
    interruptions !== '' && html`While following: ${interruptions}.`,
  ].filter((note) => note !== false);
  if (notes.length === 0) return '';
  const grave = faults.length > 0 || (report.notices ?? []).length > 0;
  return html`<aside class="notes ${grave ? 'grave' : ''}" aria-label="Notes on these numbers"><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></aside>`;
}

/** How many inputs were read; the one called `other` stands for several. */
function inputCount({ inputs, inputCount: said, foldedInputs = 0 }: SummaryReport): number {
  return said ?? inputs.length + Math.max(0, foldedInputs - 1);
}

function totals(report: SummaryReport, rows: readonly CodeRow[]): Raw {
  const { severities } = report;
  const groups = report.groups.filter(({ lines }) => lines > 0).length;
  const total = (name: string, value: string, note: Raw | string): Raw =>
    html`<div><dt>${name}</dt><dd>${value}<span>${note}</span></dd></div>`;
  return html`<dl class="totals" data-totals>
${total('Lines read', countText(report.lines), html`${sizeText(report.bytes)} in ${counted(inputCount(report), 'input')}`)}
${total('With an error code', countText(report.found), html`${report.lines === 0 ? '–' : percentText(report.found / report.lines)} · ${countText(report.implied)} implied`)}
${total('Different codes', countText(rows.length), counted(groups, 'group'))}
${total('Fatal lines', countText(severities.F), 'of all lines read')}
${total('Error lines', countText(severities.E), 'of all lines read')}
${total('Warning lines', countText(severities.W), 'of all lines read')}
</dl>`;
}

function timeSection(rows: readonly CodeRow[], axis: TimeAxis): Raw {
  const groups = new Map<string, CodeRow[]>();
  for (const row of rows) {
    const name = row.component === '' ? row.group : `${row.component} / ${row.group}`;
    const own = groups.get(name);
    if (own === undefined) groups.set(name, [row]);
    else own.push(row);
  }
  const series: ChartSeries[] = [...groups].map(([name, own]) => ({
    name,
    counts: axis.join(own.map((row) => row.histogram)),
  }));
  return html`<section aria-labelledby="time"><h2 id="time">Errors over time</h2>
<p class="soft">Lines with a code per ${widthText(axis)}, stacked by group; a line with two codes counts for each. ▼ marks where a group rises to more than four times what was usual.</p>
${stackedChart(axis, largestSeries(series), 'Errors over time by group')}</section>`;
}

function heatSection(rows: readonly CodeRow[], axis: TimeAxis): Raw {
  const shown = rows.slice(0, HEAT_ROWS);
  const heat = shown.map((row) => ({
    name: html`<a href="#${row.id}">${row.counted.name}</a>`,
    counts: axis.join([row.histogram]),
  }));
  return html`<section aria-labelledby="heat"><h2 id="heat">When each code came</h2>
<p class="soft">Lines per ${widthText(axis)} and code, most urgent codes first${rows.length > shown.length && html`; ${counted(rows.length - shown.length, 'less urgent code')} left out`}.</p>
${heatMap(axis, heat, `Lines per ${widthText(axis)} and code`)}</section>`;
}
