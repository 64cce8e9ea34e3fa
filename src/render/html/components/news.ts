import type { CodeNews, NewsFlag, ReportNews } from '../../../summary/summary-report.ts';
import { counted, countText, significant } from '../figures.ts';
import { html, type Raw } from '../markup.ts';
import { breakableName } from './log-text.ts';

/** Flags that are news; the others only say which way a count went. */
export const NEWS: readonly NewsFlag[] = ['new', 'surge', 'gone'];

const SIGNS: Readonly<Record<NewsFlag, string>> = {
  new: '●',
  surge: '▲',
  gone: '○',
  up: '↗',
  down: '↘',
  same: '=',
};

/** A flag with a sign, so that it does not depend on colour. */
export function newsBadge(news: CodeNews): Raw {
  return html`<span class="badge ${news.flag}"><i aria-hidden="true">${SIGNS[news.flag]}</i> ${news.flag}</span>`;
}

/** How often more or less than expected: `8.2 times`; a dash where nothing was expected or nothing is there. */
export function factorText({ lines, expected }: CodeNews): string {
  if (lines === 0 || expected <= 0) return '–';
  const factor = lines / expected;
  return factor >= 1000 ? `${countText(Math.round(factor))}×` : `${significant(factor, 2)}×`;
}

/** A number of lines that was worked out, not counted: `12`, `0.3`. */
function expectedText(lines: number): string {
  return lines >= 100 ? countText(Math.round(lines)) : significant(lines, 2);
}

/** A probability as people read it: `0.02`, `3e-7`. */
function probabilityText(probability: number | null): string {
  if (probability === null) return '–';
  if (probability < 1e-12) return '< 1e-12';
  return probability < 0.001 ? probability.toExponential(0) : significant(probability, 2);
}

/** How many changes that are no news are listed. */
const CHANGES = 100;

/** Whether there was anything to compare with. */
export function isCompared(news: ReportNews | undefined): boolean {
  return (
    news !== undefined && (news.baseline.summaries > 0 || news.codes.some(({ flag }) => NEWS.includes(flag)))
  );
}

/**
 * What is news tonight, what else changed, and by which rule.
 *
 * @param linked the id of a code's row by its name, for codes that the report has
 */
export function newsSection(news: ReportNews, linked: ReadonlyMap<string, string>): Raw {
  if (!isCompared(news)) {
    return html`<section aria-labelledby="news"><h2 id="news">What is news</h2><p>${news.rule}</p></section>`;
  }
  const flagged = NEWS.flatMap((flag) => news.codes.filter((code) => code.flag === flag));
  const changed = news.codes.filter(({ flag }) => flag === 'up' || flag === 'down');
  const same = news.codes.filter(({ flag }) => flag === 'same').length;
  return html`<section aria-labelledby="news"><h2 id="news">What is news</h2>
<p class="soft">Compared with ${counted(news.baseline.summaries, 'earlier summary', 'earlier summaries')} of ${significant(news.baseline.hours, 2)} ${news.baseline.hours === 1 ? 'hour' : 'hours'} each.</p>
${flagged.length === 0 ? html`<p class="calm">Nothing is news: no code is new, none surged, and none is gone.</p>` : newsTable(flagged, linked, 'Codes that are news')}
${
  changed.length > 0 &&
  html`<details><summary>${counted(changed.length, 'code')} went up or down without being news</summary>${newsTable(changed.slice(0, CHANGES), linked, 'Codes that went up or down')}</details>`
}
<p class="rule"><b>The rule.</b> ${news.rule} ${same > 0 && `${counted(same, 'code')} stayed the same.`}</p></section>`;
}

function newsTable(codes: readonly CodeNews[], linked: ReadonlyMap<string, string>, caption: string): Raw {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table class="plain news-table"><caption class="unseen">${caption}</caption>
<thead><tr><th scope="col">Change</th><th scope="col">Code</th><th scope="col" class="n">Lines</th><th scope="col" class="n">Expected</th><th scope="col" class="n mid">Factor</th><th scope="col" class="n mid">Probability</th></tr></thead>
<tbody>${codes.map((code) => {
    const id = linked.get(code.name);
    return html`<tr><td>${newsBadge(code)}</td><th scope="row"><span class="name">${id === undefined ? breakableName(code.name) : html`<a href="#${id}">${breakableName(code.name)}</a>`}</span> <span class="soft mid">${code.component} / ${code.group}</span></th><td class="n">${countText(code.lines)}</td><td class="n">${expectedText(code.expected)}</td><td class="n mid">${factorText(code)}</td><td class="n mid">${probabilityText(code.probability)}</td></tr>`;
  })}</tbody></table></div>`;
}
