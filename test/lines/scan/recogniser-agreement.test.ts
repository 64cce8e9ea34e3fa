import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { windowsOf } from '../../../src/recognise/candidate.ts';
import type { Finding } from '../../../src/recognise/finding.ts';
import { Line } from '../../../src/recognise/line.ts';
import { Recogniser } from '../../../src/recognise/recogniser.ts';
import { corpus } from '../../bench/corpus.ts';
import { logText } from './log-bytes.ts';

const catalogue = builtInCatalogue();
const recogniser = new Recogniser(catalogue);

const samples = catalogue.codes.flatMap((code) =>
  code.sample.map((sample) => Buffer.from(sample, 'utf8').toString('latin1')),
);

/** What is found in a line that the scanner hands on out of the midst of a log, with the windows that it saw. */
function foundByScanner(line: string): readonly Finding[] {
  const windows = windowsOf(line);
  if (windows === 0) return [];
  const before = 'E0730 11:49:18.1 1 a.cpp:9] RPC_FAIL -8';
  const log = Buffer.from(`${before}\n${line}\n-800 RPC_FAIL`, 'latin1');
  const start = before.length + 1;
  return recogniser.recognise(new Line(log, start, start + line.length), windows).findings;
}

/** Lines of which the recogniser finds something else when it is told their windows, or is not asked for want of any. */
function passedOver(lines: readonly string[]): string[] {
  return lines.filter((line) => {
    const { findings } = recogniser.recognise(line);
    return JSON.stringify(findings) !== JSON.stringify(foundByScanner(line));
  });
}

describe('the candidate rule and the windows that a line has hide nothing that the recogniser finds', () => {
  it('among random lines', () => {
    fc.assert(
      fc.property(logText, (text) => {
        expect(passedOver(text.split('\n'))).toEqual([]);
      }),
      { numRuns: 3000 },
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
    const folder = new URL('../../../fixtures/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    for (const file of files) {
      const text = readFileSync(`${file.parentPath}/${file.name}`, 'latin1');
      expect(passedOver(text.split(/\r?\n/)), file.name).toEqual([]);
    }
  });
});
