/** What is news in a summary against those of earlier nights, by statistics. */
export { newsOf, RULE } from './news.ts';
