import type { CodeNews, NewsFlag } from '../../../summary/summary-report.ts';
import { html, type Raw } from '../markup.ts';
import { count, significant } from '../numbers.ts';

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
  return factor >= 1000 ? `${count(Math.round(factor))}×` : `${significant(factor, 2)}×`;
}

/** A number of lines that was worked out, not counted: `12`, `0.3`. */
export function expectedText(lines: number): string {
  return lines >= 100 ? count(Math.round(lines)) : significant(lines, 2);
}

/** A probability as people read it: `0.02`, `3e-7`. */
export function probabilityText(probability: number | null): string {
  if (probability === null) return '–';
  if (probability < 1e-12) return '< 1e-12';
  return probability < 0.001 ? probability.toExponential(0) : significant(probability, 2);
}
