import { adviceText } from '../../../catalogue/advice/ranges.ts';
import type { Code } from '../../../catalogue/code.ts';
import { numberOf } from '../../../catalogue/code.ts';
import type { ReportPlace } from '../../../summary/summary-report.ts';
import type { Bounds } from '../charts/bounds.ts';
import { html, type Raw } from '../markup.ts';
import { count, counted, percent } from '../numbers.ts';
import { stampText } from '../times.ts';
import { AMBIGUOUS, type CodeRow, UNCATALOGUED } from './code-row.ts';
import { logText, nameText, prose } from './log-text.ts';

/**
 * What a code means, what causes it and what to check, where it was found, and one of its lines.
 *
 * @param linked the id of a code's row by its name, for codes that the report has
 */
export function codeDetails(row: CodeRow, linked: ReadonlyMap<string, string>, bounds: Bounds): Raw {
  const { counted: code } = row;
  return html`<div class="detail">
${meaning(row, linked)}
<dl class="facts">
${fact('Group', html`${row.component === '' ? '' : `${row.component} / `}${row.group}`)}
${fact('Lines', html`${count(code.lines)}: ${count(code.stated)} stated, ${count(code.implied)} implied`)}
${fact('First and last', html`${stampText(code.first)} – ${stampText(code.last)}`)}
${placesFact('Busiest source', code.sources, code.lines, bounds)}
${placesFact(code.hosts.length === 1 ? 'Only host' : 'Hosts', code.hosts, code.lines, bounds)}
${placesFact(code.inputs.length === 1 ? 'Only input' : 'Inputs', code.inputs, code.lines, bounds)}
</dl>
${
  code.sample &&
  html`<figure class="sample"><figcaption>Sample line, from ${nameText(code.sample.input, bounds.name)}</figcaption><pre>${logText(code.sample.line, bounds.sample)}</pre></figure>`
}
</div>`;
}

function meaning(
  { group, known, counted: code, component }: CodeRow,
  linked: ReadonlyMap<string, string>,
): Raw {
  if (group === UNCATALOGUED) {
    return html`<p>${component === '' ? 'Mooncake' : component} reported ${code.name}, which the catalogue does not know. A newer Mooncake may have it; <code>--catalogue</code> adds codes.</p>`;
  }
  if (group === AMBIGUOUS) {
    return html`<p>Nothing on these lines says which code is meant; <code>--component</code> settles it. It is one of:</p>
${known.map((one) => html`<section class="reading"><h3>${one.name}${numberOf(one) === undefined ? '' : ` (${one.value})`}, ${one.component} / ${one.group}</h3><p>${prose(one.description)}</p>${advice(one, linked)}</section>`)}`;
  }
  return html`${known.slice(0, 1).map((one) => advice(one, linked))}`;
}

function advice(code: Code, linked: ReadonlyMap<string, string>): Raw {
  const related = (code.related ?? []).map((name) => {
    const id = linked.get(name);
    return id === undefined ? html`<span>${name}</span>` : html`<a href="#${id}">${name}</a>`;
  });
  return html`<div class="advice">
${code.cause.length > 0 && html`<div><h3>Usual causes</h3><ul>${code.cause.map((cause) => html`<li>${prose(adviceText(cause))}</li>`)}</ul></div>`}
${code.action.length > 0 && html`<div><h3>What to check</h3><ol>${code.action.map((action) => html`<li>${prose(adviceText(action))}</li>`)}</ol></div>`}
</div>
${related.length > 0 && html`<p class="related">Often seen with: ${related}</p>`}`;
}

/** One row of a list of facts. */
export function fact(name: string, value: Raw): Raw {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function placesFact(name: string, places: readonly ReportPlace[], lines: number, bounds: Bounds): Raw | '' {
  if (places.length === 0) return '';
  const rest = places.length - bounds.places;
  return fact(
    name,
    html`<ul class="places">${places
      .slice(0, bounds.places)
      .map(
        (place) =>
          html`<li>${nameText(place.name, bounds.name)} <span class="soft">${count(place.lines)}${places.length > 1 && html` · ${percent(place.lines / lines)}`}</span></li>`,
      )}${rest > 0 && html`<li class="soft">and ${counted(rest, 'more', 'more')}</li>`}</ul>`,
  );
}
