/** What is news in a summary against those of earlier nights, by statistics. */
export { expectation } from './expectation.ts';
export { type Judgement, judgement } from './judgement.ts';
export { newsOf } from './news.ts';
export { RULE } from './rule.ts';
