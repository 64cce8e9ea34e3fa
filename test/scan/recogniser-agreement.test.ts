import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { isCandidate } from '../../src/recognise/candidate.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { corpus } from '../bench/corpus.ts';
import { logText } from './log-bytes.ts';

const catalogue = builtInCatalogue();
const recogniser = new Recogniser(catalogue);

const samples = catalogue.codes.flatMap((code) =>
  code.sample.map((sample) => Buffer.from(sample, 'utf8').toString('latin1')),
);

/** Lines in which the recogniser finds something and that the scanner would pass over. */
function passedOver(lines: readonly string[]): string[] {
  return lines.filter((line) => !isCandidate(line) && recogniser.recognise(line).findings.length > 0);
}

describe('the candidate rule passes over no line in which the recogniser finds something', () => {
  it('among random lines', () => {
    fc.assert(
      fc.property(logText, (text) => {
        expect(passedOver(text.split('\n'))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('among the samples of the catalogue, wherever they are cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(200), fc.nat(200), (sample, start, end) => {
        expect(passedOver([sample, sample.slice(start), sample.slice(start, end)])).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('among the lines of the benchmark, one in five of them with a code', () => {
    const lines = [...corpus({ size: 1 << 20, share: 0.2 })].join('').split('\n');
    expect(passedOver(lines)).toEqual([]);
    expect(lines.filter((line) => recogniser.recognise(line).findings.length > 0).length).toBeGreaterThan(
      500,
    );
  });

  it('among the fixtures', () => {
    const folder = new URL('../../fixtures/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    for (const file of files) {
      const text = readFileSync(`${file.parentPath}/${file.name}`, 'latin1');
      expect(passedOver(text.split(/\r?\n/)), file.name).toEqual([]);
    }
  });
});
