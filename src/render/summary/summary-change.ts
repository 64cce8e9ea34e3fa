import type { CodeNews, NewsFlag } from '../../summary/summary-report.ts';

/** The flags that are news, most urgent first. */
const newsFlags = ['new', 'surge', 'gone'] as const satisfies readonly NewsFlag[];

/**
 * A code's change against its baseline in a word or two: `new`, `gone`, `surge x4.2`, `x0.8`; the flag alone where no
 * line was expected. Empty where nothing changed, or nothing is known of earlier nights.
 */
export function changeOf(news: CodeNews | undefined): string {
  if (news === undefined || news.flag === 'same') return '';
  if (news.flag === 'new' || news.flag === 'gone' || !(news.expected > 0)) return news.flag;
  const times = `x${factorText(news.lines / news.expected)}`;
  return news.flag === 'surge' ? `surge ${times}` : times;
}

/** Whether a code is worth a look because of how it changed. */
export function isNews(news: CodeNews | undefined): boolean {
  return news !== undefined && newsFlags.some((flag) => flag === news.flag);
}

/** What is news among several codes: `1 new, 2 surge`; empty when nothing is. */
export function newsCounts(codes: readonly (CodeNews | undefined)[]): string {
  return newsFlags
    .map((flag) => ({ flag, number: codes.filter((code) => code?.flag === flag).length }))
    .filter(({ number }) => number > 0)
    .map(({ flag, number }) => `${number} ${flag}`)
    .join(', ');
}

/** A factor with as many digits as matter. */
function factorText(factor: number): string {
  return factor >= 10 ? String(Math.round(factor)) : factor.toFixed(1);
}
