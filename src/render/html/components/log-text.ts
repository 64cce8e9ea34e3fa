import type { SampleLine } from '../../../triage/report/triage-report.ts';
import { stampText } from '../figures.ts';
import { html, type Raw } from '../markup.ts';

/**
 * Text from a log as part of a page: in a direction of its own, so that right-to-left words leave what surrounds them alone,
 * and cut to a length that keeps pages small.
 *
 * @param most characters kept at the front
 */
export function logText(text: string, most = 1000): Raw {
  const kept = cut(text, most);
  if (kept === text) return html`<bdi>${text}</bdi>`;
  return html`<bdi>${kept}</bdi><span class="soft">… (${text.length - kept.length} more characters)</span>`;
}

/** A path or another name, whose end tells most: what is too much is left out in the middle. */
export function nameText(name: string, most = 120): Raw {
  if (name.length <= most) return html`<bdi>${name}</bdi>`;
  const front = cut(name, Math.floor(most / 3));
  const back = name.slice(front.length - most + 1).replace(/^[\udc00-\udfff]/, '');
  return html`<bdi>${front}…${back}</bdi>`;
}

/** The front of a text; no character that UTF-16 writes as two is cut in half. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}

/** A code's name, which may be broken after its underscores. */
export function breakableName(name: string): Raw {
  const parts = name.split('_');
  return html`${parts.map((part, index) => (index === 0 ? part : html`_<wbr>${part}`))}`;
}

/** Text of the catalogue, in which backticks mark what is to be typed. */
export function proseHtml(text: string): Raw {
  const parts = cut(text, 2000).split('`');
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** How much of lines is shown. */
export interface LineBounds {
  /** Characters of the line itself, and of a line around it. */
  readonly line: number;
  readonly around: number;
}

/** A line with what stood around it. */
export function sampleLines(sample: SampleLine, bounds: LineBounds, what?: string, id?: string): Raw {
  const { input, line, time, before, after, text } = sample;
  const around = (lines: readonly string[]): Raw =>
    html`${lines.map((one) => html`<span class="around">${logText(one, bounds.around)}\n</span>`)}`;
  return html`<figure class="sample"${id !== undefined && html` id="${id}"`}><figcaption>${what !== undefined && html`<b>${what}</b> · `}${stampText(time)} · ${nameText(input)}${line !== null && html`:${line}`}</figcaption><pre>${around(before)}<span class="line">${logText(text, bounds.line)}</span>${after.length > 0 && '\n'}${around(after)}</pre></figure>`;
}
