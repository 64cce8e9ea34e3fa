import type { SummaryReport } from '../../../summary/summary-report.ts';
import { faultText } from '../../text/fault-text.ts';
import type { Bounds } from '../charts/bounds.ts';
import { html, type Raw } from '../markup.ts';
import { count, counted, percent, size } from '../numbers.ts';
import { logText, nameText } from './log-text.ts';

/** The inputs: those with a fault first, then those with most findings. */
export function inputsSection(report: SummaryReport, bounds: Bounds): Raw {
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
        html`<tr><th scope="row" class="path">${nameText(input.name, bounds.name)}${input.fault !== undefined && html`<span class="fault"><i aria-hidden="true">!</i> ${logText(faultText({ name: input.name, fault: input.fault }), 200)}</span>`}</th><td class="n">${count(input.lines)}</td><td class="n mid">${size(input.bytes)}</td><td class="n">${count(input.found)}</td><td class="n mid">${input.lines === 0 ? '–' : percent(input.found / input.lines)}</td>${withUnstamped && html`<td class="n mid">${input.unstamped === 0 ? '' : count(input.unstamped)}</td>`}</tr>`,
    )}</tbody></table></div>
${rest.length > 0 && html`<p class="soft">${counted(rest.length, 'more input')} with fewer findings left out here; <code>--format json</code> has all.</p>`}
${(report.foldedInputs ?? 0) > 0 && html`<p class="soft">“other” stands for ${counted(report.foldedInputs ?? 0, 'further input')}.</p>`}
</section>`;
}
