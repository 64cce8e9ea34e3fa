import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { recordCode } from '../../src/output/record.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { labelledLines } from './labelled-line.ts';
import { noScores, scoreLine } from './score.ts';

const recogniser = new Recogniser(builtInCatalogue());

function codesOf(latin1: string) {
  return recogniser.recognise(latin1).findings.map(recordCode);
}

describe('on the labelled lines', () => {
  it.each(['source.jsonl', 'field.jsonl'])('of %s the goals for precision and recall hold', (name) => {
    const scores = noScores();
    for (const label of labelledLines(new URL(`../../fixtures/corpus/${name}`, import.meta.url)))
      scoreLine(scores, label, codesOf(Buffer.from(label.line, 'utf8').toString('latin1')));
    expect(scores.names.precision).toBe(1);
    expect(scores.names.recall).toBeGreaterThanOrEqual(0.995);
    expect(scores.numbers.precision).toBe(1);
    expect(scores.numbers.recall).toBeGreaterThanOrEqual(0.995);
    expect(scores.implied.precision).toBeGreaterThanOrEqual(0.99);
    expect(scores.implied.recall).toBeGreaterThanOrEqual(0.9);
  });
});

interface Expected {
  readonly line: number;
  readonly codes: readonly { readonly component: string; readonly name: string; readonly evidence: string }[];
  readonly unsure?: true;
}

const recorded = new URL('../../fixtures/recorded/', import.meta.url);
const scenarios = readdirSync(recorded, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('on what a real Mooncake printed', () => {
  const missed: string[] = [];
  let implied = 0;

  it.each(scenarios.map((entry) => entry.name))(
    'in %s every line is understood as its source says',
    (scenario) => {
      const folder = new URL(`${scenario}/`, recorded);
      for (const log of readdirSync(folder).filter((name) => name.endsWith('.log'))) {
        const expected = new Map(
          readFileSync(new URL(log.replace(/\.log$/, '.expected.ndjson'), folder), 'utf8')
            .split('\n')
            .filter((text) => text !== '')
            .map((text) => JSON.parse(text) as Expected)
            .map((entry) => [entry.line, entry]),
        );
        const lines = readFileSync(new URL(log, folder), 'latin1').split(/\r?\n/);
        lines.forEach((line, index) => {
          const wanted = expected.get(index + 1);
          if (wanted?.unsure) return;
          const codes = codesOf(line).filter((code) => code.readings === undefined);
          const found = codes.map((code) => `${code.component} ${code.name}`).sort();
          const names = (wanted?.codes ?? []).map((code) => `${code.component} ${code.name}`).sort();
          const message = wanted?.codes.every((code) => code.evidence === 'message') ?? false;
          if (message) implied++;
          // A message that the table leaves open may stay without its code, but must never get another.
          if (message && found.length === 0) missed.push(`${scenario}/${log}:${index + 1}`);
          else expect({ line, found }).toEqual({ line, found: names });
        });
      }
    },
  );

  it('at least nine in ten of the implied codes are found', () => {
    expect(implied).toBeGreaterThan(200);
    expect(missed.length / implied).toBeLessThan(0.1);
  });
});
