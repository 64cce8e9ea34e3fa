import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { recordCode } from '../../src/render/lines/record.ts';
import { labelledLines } from './labelled-line.ts';
import { recordedLines, scenarios } from './recorded.ts';
import { noScores, scoreLine, stated } from './score.ts';

const recogniser = new Recogniser(builtInCatalogue());

function codesOf(latin1: string) {
  return recogniser.recognise(latin1).findings.map(recordCode);
}

describe('on the labelled lines', () => {
  it.each(['source.jsonl', 'field.jsonl', 'field2.jsonl', 'recorded.jsonl'])(
    'of %s the goals for precision and recall hold',
    (name) => {
      const scores = noScores();
      for (const label of labelledLines(new URL(`../../fixtures/corpus/${name}`, import.meta.url)))
        scoreLine(scores, label, codesOf(Buffer.from(label.line, 'utf8').toString('latin1')));
      expect(stated(scores).precision).toBe(1);
      expect(stated(scores).recall).toBeGreaterThanOrEqual(0.998);
      expect(scores.implied.precision).toBeGreaterThanOrEqual(0.99);
      expect(scores.implied.recall).toBeGreaterThanOrEqual(0.985);
    },
  );
});

describe('on what a real Mooncake printed', () => {
  it.each(scenarios())('in %s every line is understood as its source says', (scenario) => {
    const scores = noScores();
    for (const label of recordedLines(scenario)) scoreLine(scores, label, codesOf(label.line));
    // A message that the table leaves open may stay without its code; nothing may be wrong, and nothing stated missed.
    expect(scores.misses.filter(({ what }) => !what.startsWith('not implied'))).toEqual([]);
  });

  it('all but a few in a hundred of the implied codes are found', () => {
    const scores = noScores();
    for (const label of scenarios().flatMap(recordedLines)) scoreLine(scores, label, codesOf(label.line));
    expect(scores.implied.right).toBeGreaterThan(200);
    expect(scores.implied.recall).toBeGreaterThan(0.97);
  });
});
