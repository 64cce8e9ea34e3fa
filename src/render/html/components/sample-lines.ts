import type { SampleLine } from '../../../triage/report/triage-report.ts';
import { html, type Raw } from '../markup.ts';
import { stampText } from '../times.ts';
import { logText, nameText } from './log-text.ts';

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
