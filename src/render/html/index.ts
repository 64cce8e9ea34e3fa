/** Reports as one self-contained HTML page each, in which text from logs is never anything but text. */
export { summaryHtml } from './summary-page.ts';
export { triageHtml } from './triage-page.ts';
