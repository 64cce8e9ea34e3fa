import { answerRows } from '../../../catalogue/advice/placeholders.ts';
import type { Place } from '../../../triage/places/places.ts';
import type { Check, Incident } from '../../../triage/report/triage-report.ts';
import { percentText } from '../../text/columns.ts';
import { codeTitle, consequenceList, offset, placeKinds } from '../../triage/wording.ts';
import { svgSparkline } from '../charts/stacked-chart.ts';
import { histogramOf, TimeAxis } from '../charts/time-axis.ts';
import { colourOf } from '../charts/timeline.ts';
import { counted, countText, stampText } from '../figures.ts';
import { html, type Raw } from '../markup.ts';
import { type LineBounds, logText, nameText, proseHtml, sampleLines } from './log-text.ts';

/** How many places of each kind are named. */
const PLACES = 6;
/** How many bursts are named. */
const BURSTS = 12;

/**
 * One incident: its cause, how sure that is and why, what followed, where, what to check, and its lines.
 *
 * @param where where it began and what it is confined to, in a few words
 */
export function incidentArticle(incident: Incident, where: string, bounds: LineBounds): Raw {
  const { id, cause, start, end, ongoing, lines, confidence, consequences } = incident;
  const title = `incident-${id}`;
  return html`<article class="incident" id="${title}" aria-labelledby="${title}-title" tabindex="-1">
<h3 id="${title}-title"><i class="swatch s${colourOf(incident)}"></i><span class="number">${id}</span> ${logText(incident.title, 400)}</h3>
<p class="meta"><span>${stampText(start)}${end !== null && !ongoing && html` – ${stampText(end, 'short')}`}</span>${ongoing && html`<span><span class="badge surge"><i aria-hidden="true">▲</i> still going on</span></span>`}<span>${counted(lines, 'line')}</span>${where !== '' && html`<span><b>${where}</b></span>`}<span><span class="badge ${confidence === 'high' ? 'gone' : confidence === 'medium' ? 'up' : ''}">confidence ${confidence}</span></span></p>
${incident.meaning !== undefined && html`<p>${proseHtml(incident.meaning)}</p>`}
${endedList(incident)}
${overTime(incident)}
<h4>First cause</h4>
<p class="soft">${codeTitle(cause)}: ${counted(cause.lines, 'line')}${cause.evidence === 'message' && ', implied by the message'}; the first at ${stampText(cause.time)} in ${nameText(cause.input)}${cause.line !== null && `:${cause.line}`}</p>
<pre class="first">${logText(cause.text, bounds.line)}</pre>
${incident.why.length > 0 && html`<h4>Why this is taken for the cause</h4><ul>${incident.why.map((why) => html`<li>${logText(why, bounds.line)}</li>`)}</ul>`}
${
  consequences.length > 0 &&
  html`<h4>What followed</h4><details class="fold" open><summary>${consequenceList(incident)}</summary><div class="scroll" role="region" tabindex="0" aria-label="What followed incident ${id}"><table class="plain"><caption class="unseen">Consequences of incident ${id}</caption><thead><tr><th scope="col" class="n">After</th><th scope="col">Code</th><th scope="col" class="n">Lines</th><th scope="col">Known because</th></tr></thead><tbody>${consequences.map(
    (one) =>
      html`<tr><td class="n">${offset(one.after)}</td><th scope="row">${one.title}</th><td class="n">${countText(one.lines)}</td><td class="because">${logText(one.because, bounds.around)}</td></tr>`,
  )}</tbody></table></div></details>`
}
${whereList(incident)}
${burstList(incident)}
${incident.checks.length > 0 && html`<h4>What to check now</h4><ol class="checks">${incident.checks.map(checkItem)}</ol>`}
${
  incident.samples.length > 0 &&
  html`<details class="fold"><summary>${counted(incident.samples.length, 'first line')} with what stood around ${incident.samples.length === 1 ? 'it' : 'them'}</summary><div class="samples">${incident.samples.map((sample, index) => sampleLines(sample, bounds, index === 0 ? cause.name : consequences[index - 1]?.name, `${title}-line-${index}`))}</div></details>`
}
<p class="soft hint">All lines of this incident, merged by time: <code>mooncake-annotate triage … --lines-of ${id}</code></p>
</article>`;
}

/** The processes that ended themselves, with their last words. */
function endedList({ processes = [] }: Incident): Raw | '' {
  if (processes.length === 0) return '';
  return html`<h4>What ended</h4><ul>${processes.map(({ name, cameUp, reason }) => html`<li><b>${nameText(name)}</b> ${cameUp ? 'died' : 'did not start'}: ${logText(reason, 600)}</li>`)}</ul>`;
}

/** A small picture of when its lines came. */
function overTime({ start, end, buckets }: Incident): Raw | '' {
  const histogram = histogramOf(buckets);
  const axis = TimeAxis.over([histogram], [start, end], 120);
  return axis === undefined || axis.columns < 2 ? '' : svgSparkline(axis, axis.join([histogram]));
}

/** When codes of an incident came much more often than before. */
function burstList({ bursts }: Incident): Raw | '' {
  if (bursts.length === 0) return '';
  return html`<h4>Bursts, on all hosts together</h4><ul>${bursts
    .slice(0, BURSTS)
    .map(
      ({ title, start, peak, most, end, lines }) =>
        html`<li>${title}: ${stampText(start, 'short')} – ${end === null ? 'still going on' : stampText(end, 'short')}, most at ${stampText(peak, 'short')} (${countText(most)}), ${counted(lines, 'line')}</li>`,
    )}${bursts.length > BURSTS && html`<li class="soft">and ${countText(bursts.length - BURSTS)} more</li>`}</ul>`;
}

/** The places of an incident, each with its share of the lines as a bar. */
function whereList({ places }: Incident): Raw | '' {
  const kinds = placeKinds.filter(([kind]) => places[kind].length > 0);
  if (kinds.length === 0) return '';
  return html`<h4>Where</h4><dl class="where">${kinds.map(([kind, name]) => {
    const own = places[kind];
    return html`<div><dt>${name}</dt><dd><ul class="places">${own.slice(0, PLACES).map(placeItem)}${own.length > PLACES && html`<li class="soft">and ${countText(own.length - PLACES)} more</li>`}</ul></dd></div>`;
  })}</dl>`;
}

function placeItem({ name, lines, share, only }: Place): Raw {
  return html`<li>${only && html`<span class="badge surge">only</span> `}<span class="mono">${nameText(name, 64)}</span> <span class="soft">${percentText(share)} · ${countText(lines)}</span><svg class="share" aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none"><rect width="${Math.round(Math.min(1, Math.max(0, share)) * 100)}" height="4"></rect></svg></li>`;
}

function checkItem({ text, commands, source }: Check): Raw {
  return html`<li>${commands.map((command) => html`<div class="command"><pre data-copy>${logText(command, 2000)}</pre></div>`)}${answerRows(text).map((row) => html`<div>${proseHtml(row)}</div>`)} <span class="soft source">${logText(source, 200)}</span></li>`;
}
