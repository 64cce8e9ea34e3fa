import { placeholderLegend } from '../../catalogue/advice/placeholders.ts';
import type { Incident, TriageReport } from '../../triage/report/triage-report.ts';
import type { Provenance } from '../formats.ts';
import { faultText } from '../text/safe-text.ts';
import { codeTitle, confinement, foremost, hostCount, whereabouts } from '../triage/wording.ts';
import { timeline } from './charts/timeline.ts';
import { incidentArticle } from './components/incident-article.ts';
import { type LineBounds, logText, nameText, proseHtml, sampleLines } from './components/log-text.ts';
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
import { fitPage, renderPage } from './page.ts';

/** How much of a triage report its page embeds. */
interface TriageBounds extends LineBounds {
  /** Incidents, codes that none explains, templates of messages, inputs. */
  readonly incidents: number;
  readonly rows: number;
  /** Bars of the timeline. */
  readonly bars: number;
}

const BOUNDS: readonly TriageBounds[] = [
  { incidents: 100, rows: 200, bars: 600, line: 2000, around: 500 },
  { incidents: 40, rows: 60, bars: 300, line: 500, around: 160 },
  { incidents: 20, rows: 30, bars: 120, line: 200, around: 60 },
];

/**
 * A triage report as one HTML page: as safe, small and self-contained as a summary's, with incidents in order of time and a
 * timeline of hosts.
 */
export function triageHtml(report: TriageReport, made?: Provenance): string {
  return fitPage(BOUNDS, (bounds) => pageWithin(bounds, report, made));
}

function pageWithin(bounds: TriageBounds, report: TriageReport, made: Provenance | undefined): string {
  const drawn = timeline({ ...report, incidents: foremost(report.incidents, bounds.incidents) }, bounds.bars);
  const sections = [
    drawn !== undefined && {
      id: 'timeline',
      title: 'Timeline',
      content: html`<section aria-labelledby="timeline"><h2 id="timeline">What came when, and on which host</h2>${drawn}</section>`,
    },
    report.incidents.length > 0 && {
      id: 'incidents',
      title: 'Incidents',
      content: incidentsSection(report, bounds),
    },
    report.unexplained.length > 0 && {
      id: 'unexplained',
      title: 'Other codes',
      content: unexplainedSection(report, bounds),
    },
    report.patterns.length > 0 && {
      id: 'messages',
      title: 'Messages',
      content: messagesSection(report, bounds),
    },
    report.inputs.length > 0 && { id: 'inputs', title: 'Inputs', content: inputsSection(report, bounds) },
  ].filter((section) => section !== false);
  return renderPage({
    title: 'Incident triage',
    kicker: 'Triage',
    subtitle: rangeText(report),
    when: shortRange(report.range),
    made,
    sections: sections.map(({ id, title }) => ({ id, title })),
    body: html`${lead(report)}${notes(report)}${totals(report)}${sections.map(({ content }) => content)}`,
  });
}

function rangeText({ range: { from, to } }: TriageReport): Raw {
  if (from === null || to === null) return html`<span>no time stamp was read</span>`;
  return html`<span>${stampText(from)} – ${stampText(to)}</span><span>UTC${offsetText(offsetOf(from))}</span><span>${durationText((Date.parse(to) - Date.parse(from)) / 1000)}</span>`;
}

/** What broke first, and whether it goes on. */
function lead(report: TriageReport): Raw {
  const { incidents, lines, unexplained } = report;
  const [first] = foremost(incidents, 1);
  if (report.nothing !== undefined) return html`<p class="lead"><b>${logText(report.nothing, 500)}</b></p>`;
  if (lines === 0) return html`<p class="lead">No line was read.</p>`;
  if (first === undefined) {
    return html`<p class="lead">No incident: no error here has consequences that are known to follow from it.${unexplained.length > 0 && ` ${counted(unexplained.length, 'code')} were found that belong to none.`}</p>`;
  }
  const ongoing = incidents.filter((incident) => incident.ongoing).length;
  const where = whereabouts(report, first);
  return html`<p class="lead"><b>${counted(incidents.length, 'incident')}</b>. ${incidents.length === 1 ? 'It' : 'The foremost'} began at ${stampText(first.start, 'short')}: <a href="#incident-${first.id}">${logText(first.title, 200)}</a>${where !== '' && html` (${where})`}. ${ongoing === 0 ? (incidents.length === 1 ? 'It ended before the logs do.' : 'All ended before the logs do.') : html`<b>${ongoing === incidents.length && ongoing === 1 ? 'It is' : `${ongoing} ${ongoing === 1 ? 'is' : 'are'}`} still going on.</b>`}</p>`;
}

/** What a reader must know before trusting what follows. */
function notes({ inputs, skew, limitations }: TriageReport): Raw | '' {
  const faults = inputs.filter(({ fault }) => fault !== undefined);
  const all = [
    ...faults
      .slice(0, 20)
      .map(
        ({ name, fault }) =>
          html`Not read to the end: ${nameText(name)}: ${logText(faultText({ name, fault: fault! }), 200)}`,
      ),
    faults.length > 20 && html`and ${counted(faults.length - 20, 'more input')}`,
    ...skew
      .slice(0, 20)
      .map(
        ({ host, against, seconds, events, corrected }) =>
          html`The clock of ${nameText(host)} is ${durationText(Math.abs(seconds))} ${seconds < 0 ? 'behind' : 'ahead of'} that of ${nameText(against)}, as ${counted(events, 'event')} seen on both sides ${events === 1 ? 'says' : 'say'}${corrected ? '; times here are corrected by it' : html`; <code>--skew</code> corrects it`}.`,
      ),
    ...limitations.slice(0, 20).map((limitation) => logText(limitation, 500)),
  ].filter((note) => note !== false);
  if (all.length === 0) return '';
  return html`<aside class="notes${faults.length > 0 && ' grave'}" aria-label="What this report cannot know"><ul>${all.map((note) => html`<li>${note}</li>`)}</ul></aside>`;
}

function totals(report: TriageReport): Raw {
  const explained = report.incidents.reduce((sum, { lines }) => sum + lines, 0);
  const total = (name: string, value: string, note: string): Raw =>
    html`<div><dt>${name}</dt><dd>${value}<span>${note}</span></dd></div>`;
  return html`<dl class="totals" data-totals>
${total('Incidents', countText(report.incidents.length), `${countText(report.incidents.filter(({ ongoing }) => ongoing).length)} still going on`)}
${total(
  'Lines of incidents',
  countText(explained),
  counted(
    report.incidents.reduce((sum, { consequences }) => sum + consequences.length, 0),
    'consequence',
  ),
)}
${total('Other codes', countText(report.unexplained.length), 'in no incident')}
${total('Lines read', countText(report.lines), sizeText(report.bytes))}
${total('With an error code', countText(report.found), report.lines === 0 ? '–' : percentText(report.found / report.lines))}
${total('Hosts', countText(hostCount(report)), counted(report.inputs.length, 'input'))}
</dl>`;
}

function incidentsSection(report: TriageReport, bounds: TriageBounds): Raw {
  const { incidents } = report;
  const shown = foremost(incidents, bounds.incidents);
  const left = incidents.length - shown.length;
  return html`<section aria-labelledby="incidents"><h2 id="incidents">Incidents, in order of time</h2>
${incidentIndex(shown)}
${shown.map((incident) => incidentArticle(incident, whereabouts(report, incident), bounds))}
${left > 0 && html`<p class="soft">${counted(left, 'further incident')} left out here, none of them longer or larger; <code>--format json</code> has all.</p>`}${legend(incidents.slice(0, bounds.incidents))}</section>`;
}

/** What the commands leave for the reader to fill in, each once. */
function legend(incidents: readonly Incident[]): Raw | false {
  const rows = placeholderLegend(
    incidents.flatMap(({ checks }) => checks.flatMap(({ commands }) => commands)),
  );
  return (
    rows.length > 0 &&
    html`<h3>What the logs did not name</h3><ul>${rows.map((row) => html`<li>${proseHtml(row)}</li>`)}</ul>`
  );
}

/** The incidents as a list of links, where there are several. */
function incidentIndex(shown: readonly Incident[]): Raw | '' {
  if (shown.length < 2) return '';
  return html`<nav aria-label="Incidents"><ol class="index">${shown.map(
    (incident) =>
      html`<li value="${incident.id}"><a href="#incident-${incident.id}">${logText(incident.title, 160)}</a> <span class="soft">${stampText(incident.start, 'short')}, ${counted(incident.lines, 'line')}${incident.ongoing && ', still going on'}</span></li>`,
  )}</ol></nav>`;
}

function unexplainedSection({ unexplained }: TriageReport, bounds: TriageBounds): Raw {
  return html`<section aria-labelledby="unexplained"><h2 id="unexplained">Codes that belong to no incident</h2>
<div class="scroll" role="region" tabindex="0" aria-label="Codes in no incident"><table class="plain"><caption class="unseen">Codes that belong to no incident</caption>
<thead><tr><th scope="col">Code</th><th scope="col" class="n">Lines</th><th scope="col" class="wide">First</th><th scope="col" class="wide">Last</th><th scope="col" class="mid">Where</th></tr></thead>
<tbody>${unexplained
    .slice(0, bounds.rows)
    .map(
      (code) =>
        html`<tr><th scope="row">${codeTitle(code)}<details><summary>Sample line</summary>${sampleLines(code.sample, bounds)}</details></th><td class="n">${countText(code.lines)}</td><td class="wide stamp">${stampText(code.first, 'short')}</td><td class="wide stamp">${stampText(code.last, 'short')}</td><td class="mid">${confinement(code.places)}</td></tr>`,
    )}</tbody></table></div>${leftOut(unexplained.length - bounds.rows)}</section>`;
}

function messagesSection({ patterns }: TriageReport, bounds: TriageBounds): Raw {
  const fresh = patterns.some(({ isNew }) => isNew);
  return html`<section aria-labelledby="messages"><h2 id="messages">Messages of severity W, E and F</h2>
<p class="soft">Lines that differ only in numbers, names and the like count as one${fresh && '; those that the baseline lacks come first'}.</p>
<div class="scroll" role="region" tabindex="0" aria-label="Messages"><table class="plain"><caption class="unseen">Messages by how often they came</caption>
<thead><tr><th scope="col">Message</th><th scope="col"><abbr title="Severity">Sev.</abbr></th><th scope="col" class="n">Lines</th><th scope="col" class="wide">Source</th><th scope="col" class="wide">First</th></tr></thead>
<tbody>${patterns
    .slice(0, bounds.rows)
    .map(
      (pattern) =>
        html`<tr><th scope="row" class="path">${pattern.isNew && html`<span class="badge new"><i aria-hidden="true">●</i> new</span> `}${logText(pattern.template, bounds.around)}<details class="one"><summary>Sample line</summary>${sampleLines(pattern.sample, bounds)}</details></th><td>${pattern.severity}</td><td class="n">${countText(pattern.lines)}</td><td class="wide path">${pattern.source ?? ''}</td><td class="wide stamp">${stampText(pattern.first, 'short')}</td></tr>`,
    )}</tbody></table></div>${leftOut(patterns.length - bounds.rows)}</section>`;
}

function inputsSection({ inputs }: TriageReport, bounds: TriageBounds): Raw {
  return html`<section aria-labelledby="inputs"><h2 id="inputs">Inputs</h2>
<div class="scroll" role="region" tabindex="0" aria-label="Table of inputs"><table class="plain"><caption class="unseen">Inputs with host, lines and time</caption>
<thead><tr><th scope="col">Input</th><th scope="col" class="mid">Host</th><th scope="col" class="n">Lines</th><th scope="col" class="n mid">Size</th><th scope="col" class="n">With a code</th><th scope="col" class="wide">First</th><th scope="col" class="wide">Last</th></tr></thead>
<tbody>${inputs
    .slice(0, bounds.rows)
    .map(
      (input) =>
        html`<tr><th scope="row" class="path">${nameText(input.name)}${input.fault !== undefined && html`<span class="fault"><i aria-hidden="true">!</i> ${logText(faultText({ name: input.name, fault: input.fault }), 200)}</span>`}</th><td class="mid">${nameText(input.host, 40)}</td><td class="n">${countText(input.lines)}</td><td class="n mid">${sizeText(input.bytes)}</td><td class="n">${countText(input.found)}</td><td class="wide stamp">${stampText(input.from, 'short')}</td><td class="wide stamp">${stampText(input.to, 'short')}</td></tr>`,
    )}</tbody></table></div>${leftOut(inputs.length - bounds.rows)}</section>`;
}

function leftOut(rows: number): Raw | false {
  return (
    rows > 0 &&
    html`<p class="soft">${counted(rows, 'more row')} left out here; <code>--format json</code> has all.</p>`
  );
}
