import { adviceText } from '../../../catalogue/advice/ranges.ts';
import type { Catalogue } from '../../../catalogue/catalogue.ts';
import { type Code, numberOf } from '../../../catalogue/code.ts';
import type { CodeNews, ReportCode, ReportPlace, SummaryReport } from '../../../summary/summary-report.ts';
import { byUrgency } from '../../../summary/urgency.ts';
import { UNCATALOGUED } from '../../../tally/group-entry.ts';
import { svgSparkline } from '../charts/stacked-chart.ts';
import { type ChartBuckets, histogramOf, type TimeAxis } from '../charts/time-axis.ts';
import { counted, countText, percentText, stampText } from '../figures.ts';
import { html, type Raw } from '../markup.ts';
import type { Bounds } from '../page.ts';
import { breakableName, logText, nameText, proseHtml } from './log-text.ts';
import { factorText, NEWS, newsBadge } from './news.ts';

/**
 * What a code means, what causes it and what to check, where it was found, and one of its lines.
 *
 * @param linked the id of a code's row by its name, for codes that the report has
 */
function codeDetails(row: CodeRow, linked: ReadonlyMap<string, string>, bounds: Bounds): Raw {
  const { counted: code } = row;
  return html`<div class="detail">
${meaning(row, linked)}
<dl class="facts">
${fact('Group', html`${row.component === '' ? '' : `${row.component} / `}${row.group}`)}
${fact('Lines', html`${countText(code.lines)}: ${countText(code.stated)} stated, ${countText(code.implied)} implied`)}
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
${known.map((one) => html`<section class="reading"><h3>${one.name}${numberOf(one) === undefined ? '' : ` (${one.value})`}, ${one.component} / ${one.group}</h3><p>${proseHtml(one.description)}</p>${advice(one, linked)}</section>`)}`;
  }
  return html`${known.slice(0, 1).map((one) => advice(one, linked))}`;
}

function advice(code: Code, linked: ReadonlyMap<string, string>): Raw {
  const related = (code.related ?? []).map((name) => {
    const id = linked.get(name);
    return id === undefined ? html`<span>${name}</span>` : html`<a href="#${id}">${name}</a>`;
  });
  return html`<div class="advice">
${code.cause.length > 0 && html`<div><h3>Usual causes</h3><ul>${code.cause.map((cause) => html`<li>${proseHtml(adviceText(cause))}</li>`)}</ul></div>`}
${code.action.length > 0 && html`<div><h3>What to check</h3><ol>${code.action.map((action) => html`<li>${proseHtml(adviceText(action))}</li>`)}</ol></div>`}
</div>
${related.length > 0 && html`<p class="related">Often seen with: ${related}</p>`}`;
}

/** One row of a list of facts. */
function fact(name: string, value: Raw): Raw {
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
          html`<li>${nameText(place.name, bounds.name)} <span class="soft">${countText(place.lines)}${places.length > 1 && html` · ${percentText(place.lines / lines)}`}</span></li>`,
      )}${rest > 0 && html`<li class="soft">and ${counted(rest, 'more', 'more')}</li>`}</ul>`,
  );
}

/**
 * All codes, one row each, with what is known about them folded below. The page's script makes the heads sort, names unfold
 * and the form filter; without it the rows stand by urgency with the fold below each.
 *
 * @param found lines with a finding, which shares refer to
 */
export function codeTable(
  rows: readonly CodeRow[],
  axis: TimeAxis | undefined,
  found: number,
  bounds: Bounds,
): Raw {
  const shown = rows.slice(0, bounds.codes);
  const left = rows.slice(bounds.codes);
  const linked = new Map(shown.map((row) => [row.counted.name, row.id]));
  const withNews = shown.some(({ news }) => news !== undefined);
  const heads = [
    html`<th scope="col" data-sort="text">Code</th>`,
    html`<th scope="col" data-sort="text" class="wide">Group</th>`,
    html`<th scope="col" data-sort="number" class="n">Lines</th>`,
    html`<th scope="col" data-sort="number" class="n mid">Share</th>`,
    html`<th scope="col" class="when">Over time</th>`,
    html`<th scope="col" data-sort="text" class="wide">First</th>`,
    html`<th scope="col" data-sort="text" class="wide">Last</th>`,
    withNews && html`<th scope="col" data-sort="number" class="news">Change</th>`,
  ];
  const width = heads.filter((head) => head !== false).length;
  return html`<p class="soft">Most urgent first: news, then codes that healthy processes do not print, then by severity. Heads sort by other columns; a share is that of all lines with a code, and each small chart has a scale of its own.</p>
${filterForm(shown, withNews)}
<div class="scroll" role="region" tabindex="0" aria-label="Table of codes">
<table class="codes" data-codes><caption class="unseen">Codes found, with lines, share and time; details follow each row</caption>
<thead><tr>${heads}</tr></thead>
${shown.map((row) => codeBody(row, axis, found, linked, withNews, width, bounds))}
</table></div>
<p class="none soft" data-none hidden>No code matches the filter.</p>
${left.length > 0 && html`<p class="soft">${counted(left.length, 'more code')} with ${counted(sumOf(left), 'line')} left out here; <code>--format json</code> has all.</p>`}`;
}

function codeBody(
  row: CodeRow,
  axis: TimeAxis | undefined,
  found: number,
  linked: ReadonlyMap<string, string>,
  withNews: boolean,
  width: number,
  bounds: Bounds,
): Raw {
  const { counted: code, known, news } = row;
  const readings = known.map(({ name }) => name).join(' or ');
  const meaning = known.length === 1 ? known[0]!.description : readings === code.name ? '' : readings;
  const share = found === 0 ? 0 : code.lines / found;
  const isNews = news !== undefined && NEWS.includes(news.flag);
  return html`<tbody id="${row.id}" data-component="${row.component || row.group}"${isNews && html` data-news`}>
<tr class="row"><th scope="row" data-value="${code.name}"><span class="name" data-unfold>${breakableName(code.name)}</span>${code.value !== null && String(code.value) !== code.name && html` <span class="value">${code.value}</span>`}<span class="meaning">${proseHtml(meaning)}</span></th>
<td class="wide" data-value="${row.component} ${row.group}"><span class="component">${row.component}</span> ${row.group}</td>
<td class="n" data-value="${code.lines}">${countText(code.lines)}${code.implied > 0 && html`<span class="under">${code.stated === 0 ? 'implied' : `${countText(code.implied)} implied`}</span>`}</td>
<td class="n mid" data-value="${code.lines}">${percentText(share)}</td>
<td class="when">${axis !== undefined && svgSparkline(axis, axis.join([row.histogram]))}</td>
<td class="wide stamp" data-value="${code.first ?? ''}">${stampText(code.first, 'short')}</td>
<td class="wide stamp" data-value="${code.last ?? ''}">${stampText(code.last, 'short')}</td>
${withNews && html`<td class="news" data-value="${newsRank(row)}">${news !== undefined && html`${newsBadge(news)}<span class="under">${news.flag === 'new' || news.flag === 'same' ? '' : factorText(news)}</span>`}</td>`}</tr>
<tr class="more"><td colspan="${width}"><details><summary>${code.name}: causes, what to check, where</summary>${codeDetails(row, linked, bounds)}</details></td></tr>
</tbody>
`;
}

/** News sorts before changes that are none, and these by how large they are. */
function newsRank({ news }: CodeRow): number {
  if (news === undefined) return -1;
  const rank = { surge: 5, new: 4, gone: 3, up: 2, same: 1, down: 0 }[news.flag];
  return Math.round(rank * 1e6 + Math.min(news.expected > 0 ? news.lines / news.expected : 0, 1e5));
}

function filterForm(rows: readonly CodeRow[], withNews: boolean): Raw {
  const components = [...new Set(rows.map((row) => row.component || row.group))].sort();
  return html`<div class="filter" role="search" aria-label="Codes" data-filter hidden>
<label class="find"><span>Filter</span><input type="search" data-filter-text autocomplete="off" spellcheck="false" placeholder="name, number, group, file, host …"></label>
${
  components.length > 1 &&
  html`<label><span>Component</span><select data-filter-component><option value="">all</option>${components.map((name) => html`<option value="${name}">${name}</option>`)}</select></label>`
}
${withNews && html`<label class="check"><input type="checkbox" data-filter-news> <span>only news</span></label>`}
<button type="button" data-unfold-all aria-pressed="false">Unfold all</button>
<output class="soft" role="status" aria-live="polite" data-filter-count></output>
</div>`;
}

function sumOf(rows: readonly CodeRow[]): number {
  return rows.reduce((sum, { counted: { lines } }) => sum + lines, 0);
}

/** A code of a report with all that the page says about it. */
export interface CodeRow {
  /** Names its place in the page; made of letters, digits, `-`, `_` and `.` alone. */
  readonly id: string;
  readonly component: string;
  readonly group: string;
  readonly counted: ReportCode;
  readonly histogram: ChartBuckets;
  /** What the catalogue knows: one code; several where a number is ambiguous; none where it is uncatalogued. */
  readonly known: readonly Code[];
  readonly news: CodeNews | undefined;
}

/** The group under which numbers stand that two components share. */
export const AMBIGUOUS = 'Ambiguous';

/**
 * All codes of a report, most urgent first.
 *
 * @param withNews whether the rows tell how they compare with earlier nights
 */
export function tableRows(
  report: SummaryReport,
  catalogue: Catalogue,
  withNews: boolean,
): readonly CodeRow[] {
  const compared = withNews ? report.news?.codes : undefined;
  const news = new Map(compared?.map((code) => [keyOf(code.component, code.name), code]));
  const ids = new Map<string, number>();
  const row = (component: string, group: string, counted: ReportCode, known: readonly Code[]): CodeRow => {
    const plain = `code-${component}-${counted.name}`.slice(0, 100).replace(/[^\w.-]+/g, '_');
    const before = ids.get(plain) ?? 0;
    ids.set(plain, before + 1);
    const id = before === 0 ? plain : `${plain}.${before + 1}`;
    const histogram = histogramOf(counted.buckets);
    return {
      id,
      component,
      group,
      counted,
      histogram,
      known,
      news: news.get(keyOf(component, counted.name)),
    };
  };
  const rows = [
    ...report.groups.flatMap(({ component, group, codes }) =>
      codes.map((code) =>
        row(
          component,
          group,
          code,
          catalogue.named(code.name).filter((known) => known.component === component),
        ),
      ),
    ),
    ...report.ambiguous.map((code) =>
      row('', AMBIGUOUS, code, code.value === null ? [] : catalogue.valued(code.value)),
    ),
    ...report.uncatalogued.map((code) => row(code.component, UNCATALOGUED, code, [])),
  ];
  return byUrgency(rows, ({ known, counted, news }) => ({
    signs: known.map(({ component, name }) => `${component}/${name}`),
    code: counted,
    news,
  }));
}

function keyOf(component: string, name: string): string {
  return `${component}\0${name}`;
}
