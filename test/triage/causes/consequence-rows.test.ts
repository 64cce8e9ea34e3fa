import { describe, expect, it } from 'vitest';
import { knownConsequences, type SampledConsequence } from '../../../src/catalogue/consequences/index.ts';
import { gathered, meaningsOf, reported } from '../gathered.ts';

/** A sample taken apart: `HOST: LINE`. */
function sampleOf(text: string): { readonly host: string; readonly line: string } {
  const [, host, line] = /^(\S+): (.*)$/.exec(text)!;
  return { host: host!, line: line! };
}

/** A line by itself may be chance; so many of them are none. */
const times = 6;

/** Whether triage, which knows one row alone, makes one incident of both lines. */
function joins(row: SampledConsequence, cause: string, effect: string): boolean {
  const byHost = new Map<string, string[]>();
  for (const { host, line } of [cause, effect].map(sampleOf))
    byHost.set(host, [...(byHost.get(host) ?? []), ...Array.from({ length: times }, () => line)]);
  const inputs = [...byHost].map(([host, lines]) => gathered(host, lines));
  const { incidents } = reported(inputs, { consequences: [row] });
  return incidents.some(({ lines }) => lines === 2 * times);
}

describe.each(knownConsequences)('the consequence $id', (row) => {
  const { cause, effect, counter } = row.samples;

  it('has samples of its cause and of its effect', () => {
    const meant = (sample: string, events: readonly string[]): boolean =>
      meaningsOf(sampleOf(sample).line).some((meaning) => events.includes(meaning));
    expect([meant(cause, row.cause), meant(effect, row.effect), meant(counter, row.effect)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('joins the effect to its cause', () => {
    expect(joins(row, cause, effect)).toBe(true);
  });

  it('does not join what followed from something else', () => {
    expect(joins(row, cause, counter)).toBe(false);
  });
});
