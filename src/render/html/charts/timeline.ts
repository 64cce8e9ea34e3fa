import { maximum, minimum } from '../../../tally/stats.ts';
import type { HostSpan, Incident, TriageReport } from '../../../triage/report/triage-report.ts';
import { nameText } from '../components/log-text.ts';
import { counted, countText, offsetOf, stampText } from '../figures.ts';
import { html, type Raw } from '../markup.ts';
import { TimeAxis } from './time-axis.ts';

/** What is drawn at most: lanes, and rows that a lane stacks bars in before they overlap. */
const LANES = 40;
const ROWS = 5;

/** Bars say what they are where this many lanes are drawn at most; in higher drawings that would be more words than a look takes in. */
const NAMED_LANES = 12;
const ROW = 9;
const NAMED_ROW = 20;
/** What a letter of a name takes of the drawing's width, on a wide screen. */
const LETTER = 5.5;
const LABEL = 17;
const TOP = 6;
/** The drawing is this wide in units of its own; the page stretches it, and the script shows a part of it. */
const WIDTH = 1000;

interface DrawnSpan extends HostSpan {
  readonly incident: Incident;
  readonly from: number;
  readonly to: number;
}

interface Lane {
  readonly host: string;
  readonly spans: readonly (DrawnSpan & { readonly row: number })[];
  readonly rows: number;
}

/**
 * When each host showed the codes of each incident, one lane a host. Every bar leads to the first line of its code; the page's
 * script zooms, moves and shows these lines below instead.
 *
 * @param most bars at most
 * @returns undefined when no time is known
 */
export function timeline(report: TriageReport, most: number): Raw | undefined {
  const spans = report.incidents
    .flatMap((incident) => spansOf(incident))
    .filter(({ from, to }) => !Number.isNaN(from) && !Number.isNaN(to))
    .sort((one, other) => one.from - other.from);
  const drawn = spans.slice(0, most);
  if (drawn.length === 0) return undefined;
  const start = minimum(drawn.map(({ from }) => from));
  const end = Math.max(maximum(drawn.map(({ to }) => to)), start + 1000);
  const margin = (end - start) * 0.03;
  const [from, to] = [start - margin, end + margin];
  const hosts = [...new Set([...drawn.map(({ host }) => host), ...report.inputs.map(({ host }) => host)])];
  const lanes = hosts.slice(0, LANES).map((host) => laneOf(host, drawn));
  const isNamed = lanes.length <= NAMED_LANES;
  const row = isNamed ? NAMED_ROW : ROW;
  const heights = lanes.map(({ rows }) => LABEL + rows * row + 6);
  const tops = heights.map(
    (_, index) => TOP + heights.slice(0, index).reduce((sum, height) => sum + height, 0),
  );
  const height = TOP + heights.reduce((sum, own) => sum + own, 0);
  const x = (time: number): number => Math.round(((time - from) / (to - from)) * WIDTH * 100) / 100;
  const ticks =
    TimeAxis.over([], [iso(start, drawn[0]!.start), iso(end, drawn[0]!.start)], 5000)?.marks(6) ?? [];
  const axis = TimeAxis.over([], [iso(start, drawn[0]!.start), iso(end, drawn[0]!.start)], 5000);
  return html`<figure class="chart timeline" data-timeline data-from="${Math.round(from)}" data-to="${Math.round(to)}" data-offset="${offsetOf(drawn[0]!.start)}">
<ul class="legend" aria-label="Incidents">${report.incidents
    .slice(0, 12)
    .map(
      (incident) =>
        html`<li><a class="key" href="#incident-${incident.id}"><i class="swatch s${colourOf(incident)}"></i>${incident.id}. ${shortName(incident.cause.name, 60)} <b>${countText(incident.lines)}</b></a></li>`,
    )}</ul>
<div class="zoom" role="group" aria-label="Zoom and move the timeline" data-zoom hidden><button type="button" data-move="in">Zoom in</button><button type="button" data-move="out">Zoom out</button><button type="button" data-move="left">Earlier</button><button type="button" data-move="right">Later</button><button type="button" data-move="all">All</button></div>
<div class="plot" data-lanes><svg role="group" aria-labelledby="timeline-title timeline-desc" width="100%" height="${height + 24}">
<title id="timeline-title">Incidents over time, one lane a host</title>
<desc id="timeline-desc">${counted(drawn.length, 'bar')} on ${counted(lanes.length, 'host')}; each leads to its first line. The table below has the same times.</desc>
${lanes.map(({ host, rows }, index) => html`<text class="lane" x="0" y="${tops[index]! + 11}">${shortName(host)}${rows === 0 && html`<tspan class="nothing" dx="8">nothing seen</tspan>`}</text><line class="grid" x1="0" x2="100%" y1="${tops[index]! + heights[index]! - 2}" y2="${tops[index]! + heights[index]! - 2}"></line>`)}
<g data-ticks>${ticks.map(({ column, label }, index) => {
    const share = `${((x((axis?.start ?? 0) + column * (axis?.width ?? 0)) / WIDTH) * 100).toFixed(2)}%`;
    return html`<line class="tick" x1="${share}" x2="${share}" y1="${height}" y2="${height + 5}"></line><text class="${index % 2 === 1 ? 'x minor' : 'x'}" x="${share}" y="${height + 18}" dx="3">${label}</text>`;
  })}</g>
<line class="axis" x1="0" x2="100%" y1="${height}" y2="${height}"></line>
<svg x="0" y="0" width="100%" height="${height}" viewBox="0 0 ${WIDTH} ${height}" preserveAspectRatio="none" data-window>${lanes.map(
    ({ spans: own }, index) =>
      own.map((span) =>
        bar(span, x(span.from), x(span.to), tops[index]! + LABEL + (span.row + 1) * row - ROW),
      ),
  )}</svg>
<g aria-hidden="true">${isNamed && lanes.map(({ spans: own }, index) => names(own, x, tops[index]! + LABEL))}</g>
</svg></div>
<p class="readout" data-hint hidden>Click a bar to see its lines. With the timeline in focus, ↑ and ↓ go from bar to bar and Enter shows its lines; + and − or the mouse wheel zoom, ← and → or dragging move, 0 shows all.</p>
<div data-shown aria-live="polite"></div>
<details class="numbers"><summary>The timeline as a table</summary><div class="scroll" role="region" tabindex="0" aria-label="The timeline's times"><table class="plain"><caption class="unseen">When each host showed which code</caption>
<thead><tr><th scope="col">Host</th><th scope="col">Incident</th><th scope="col">Code</th><th scope="col">From</th><th scope="col">To</th><th scope="col" class="n">Lines</th></tr></thead>
<tbody>${drawn.map((span) => html`<tr><th scope="row">${nameText(span.host, 40)}</th><td><a href="#incident-${span.incident.id}">${span.incident.id}</a></td><td>${shortName(span.title ?? span.name)}</td><td class="stamp">${stampText(span.start, 'short')}</td><td class="stamp">${stampText(span.end, 'short')}</td><td class="n">${countText(span.lines)}</td></tr>`)}</tbody></table></div></details>
${spans.length > drawn.length && html`<p class="soft">${counted(spans.length - drawn.length, 'later bar')} left out.</p>`}
${hosts.length > lanes.length && html`<p class="soft">${counted(hosts.length - lanes.length, 'more host')} without a lane.</p>`}
</figure>`;
}

/** Which colour stands for an incident. */
export function colourOf({ id }: Incident): number {
  return ((id - 1) % 6) + 1;
}

/** The id of the sample that shows the first line of a code. */
function sampleId({ id, cause, consequences, samples }: Incident, name: string): string {
  const at = name === cause.name ? 0 : consequences.findIndex((one) => one.name === name) + 1;
  return at < samples.length && (at > 0 || name === cause.name)
    ? `incident-${id}-line-${at}`
    : `incident-${id}`;
}

function bar(span: DrawnSpan, left: number, right: number, y: number): Raw {
  const { incident, host, name, title = name, lines, start, end } = span;
  const isCause = isOfCause(span);
  const words = `${shortName(title)} on ${shortName(host)}, ${clock(start)} to ${clock(end)}, ${counted(lines, 'line')}, incident ${incident.id}${isCause ? ', its cause' : ''}`;
  return html`<a href="#${sampleId(incident, name)}" aria-label="${words}" data-bar><title>${words}</title><rect class="bar f${colourOf(incident)}${isCause && ' cause'}" x="${left}" y="${y}" width="${Math.max(0.01, Math.round((right - left) * 100) / 100)}" height="${ROW - 3}"></rect></a>`;
}

/** Whether it is what the incident is put down to. */
function isOfCause({ incident: { cause }, name, title = name }: DrawnSpan): boolean {
  return title === (cause.known?.title ?? cause.name) || (title === name && name === cause.name);
}

/** What the bars of a lane are, above each for which there is room. */
function names(spans: Lane['spans'], x: (time: number) => number, top: number): Raw[] {
  const taken: number[] = [];
  return spans.flatMap((span) => {
    const { row, from, to } = span;
    const isCause = isOfCause(span);
    const text = `${isCause ? 'cause: ' : ''}${shortName(span.title ?? span.name, 80)}`;
    const width = text.length * LETTER;
    const left = Math.min(x(from), WIDTH - width);
    if (left < Math.max(0, taken[row] ?? 0)) return [];
    taken[row] = left + width + LETTER;
    return html`<text class="${isCause ? 'name cause' : 'name'}" data-name data-at="${x(from)}" data-until="${x(to)}" x="${left / 10}%" y="${top + row * NAMED_ROW + 7}">${text}</text>`;
  });
}

/** What a report says of hosts and times; where it has no spans, the incident as a whole on each of its hosts. */
function spansOf(incident: Incident): DrawnSpan[] {
  const { start, end, cause, places } = incident;
  const spans =
    incident.spans ??
    (start === null
      ? []
      : places.hosts.map(({ name: host, lines }) => ({
          ...{ host, component: cause.component, name: cause.name, lines },
          ...{ start, end: end ?? start },
        })));
  return spans.map((span) => ({ ...span, incident, from: Date.parse(span.start), to: Date.parse(span.end) }));
}

/** Puts each span of a host into the first row that is free; what finds none overlaps in the last. */
function laneOf(host: string, drawn: readonly DrawnSpan[]): Lane {
  const free: number[] = [];
  const spans = drawn
    .filter((span) => span.host === host)
    .map((span) => {
      const found = free.findIndex((until) => until < span.from);
      const row = found === -1 ? Math.min(free.length, ROWS - 1) : found;
      free[row] = Math.max(free[row] ?? 0, span.to);
      return { ...span, row };
    });
  return { host, spans, rows: free.length };
}

function shortName(name: string, most = 40): string {
  return name.length <= most ? name : `${name.slice(0, most / 2 - 8)}…${name.slice(-most / 2 - 7)}`;
}

function clock(stamp: string): string {
  return stamp.slice(11, 19);
}

/** A time in the zone of another. */
function iso(time: number, like: string): string {
  const offset = offsetOf(like);
  const zone = /(?:[+-]\d\d:\d\d|Z)$/.exec(like)?.[0] ?? 'Z';
  return `${new Date(time + offset * 60_000).toISOString().slice(0, -1)}${zone}`;
}
