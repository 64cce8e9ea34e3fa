import { describe, expect, it } from 'vitest';
import { prefixFields, prefixLabels, scorePrefixes } from './prefixes.ts';

/** How many of a hundred labels have to be read right; a label that is read wrong is worse than one that is not read. */
const least = 98;

describe.each(['prefix.jsonl', 'json.jsonl'])('the prefixes of %s', (name) => {
  const { fields } = scorePrefixes(prefixLabels(new URL(`../../fixtures/corpus/${name}`, import.meta.url)));

  it.each(prefixFields)('have their %s read', (field) => {
    const { right, wrong, missing } = fields[field];
    expect(right).toBeGreaterThanOrEqual(((right + wrong + missing) * least) / 100);
    // Only a pid is labelled as absent that the line has: loguru's record, whose text alone was labelled.
    expect(wrong).toBe(field === 'pid' && name === 'prefix.jsonl' ? 4 : 0);
  });
});
