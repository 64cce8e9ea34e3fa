import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { knownMessages } from '../../src/catalogue/known-messages/index.ts';
import { shapeTextOf, withStampDigits } from '../../src/lines/shape/shape-text.ts';
import { isCandidate, prefilterWords } from '../../src/recognise/prefilter.ts';
import type { Severity } from '../../src/recognise/prefix/prefix.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';

const catalogue = builtInCatalogue();
const recogniser = new Recogniser(catalogue);
const rules = recogniser.shapeRules;

/** Every labelled line, every line of the fixtures and recordings, and every sample of the catalogue. */
function allLines(): string[] {
  const files = readdirSync('fixtures', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
  const logs = files
    .filter((file) => file.endsWith('.log'))
    .flatMap((file) => readFileSync(file, 'latin1').split(/\r?\n/));
  const labelled = files
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { line?: string }).line ?? '')
    .flatMap((line) => Buffer.from(line, 'utf8').toString('latin1').split(/\r?\n/));
  const samples = [
    ...knownMessages.flatMap(({ samples }) => samples),
    ...catalogue.codes.flatMap(({ sample }) => sample ?? []),
  ];
  const messages = Object.entries(catalogue.parts.messages).flatMap(([file, rows]) =>
    rows.map(
      ({ pattern, severity }) =>
        `${severity}0730 11:49:18.123456 12345 ${file}:380] ${pattern.replaceAll('{}', 'a1b2')}`,
    ),
  );
  return [...new Set([...logs, ...labelled, ...samples, ...messages])].filter((line) => line !== '');
}

const lines = allLines();

interface Reported {
  readonly severity: Severity | undefined;
  readonly file: string | undefined;
  readonly fileLine: number;
  readonly findings: readonly string[];
}

const known = new Map<string, Reported>();

/** What must not differ between lines of one shape. */
function reported(line: string): Reported {
  const before = known.get(line);
  if (before !== undefined) return before;
  const { prefix, findings } = recogniser.recognise(line);
  const found = {
    severity: prefix.severity,
    file: prefix.file,
    fileLine: prefix.fileLine,
    findings: findings.map(({ component, name, evidence }) => `${component} ${name} ${evidence}`),
  };
  known.set(line, found);
  return found;
}

/** The line with each run that its shape does not keep replaced by another of its kind. */
function withOtherRuns(line: string, pick: (kind: string, length: number) => string): string {
  const { text, plain, edits } = shapeTextOf(line, rules);
  let result = '';
  let inText = 0;
  let inLine = 0;
  for (const [textEnd, lineEnd] of edits) {
    const before = text.slice(inText, textEnd);
    const specimen = /(?:-7777777|0x7f|a7|7)$/.exec(before)?.[0] ?? '';
    const kept = before.slice(0, before.length - specimen.length);
    const run = plain.slice(inLine + kept.length, lineEnd);
    // Where a list repeats a value, or a kept number ends, nothing is replaced.
    const isRun = plain.startsWith(kept, inLine) && specimen !== '' && run !== specimen && /\d/.test(run);
    result += isRun ? kept + pick(specimen, run.length) : plain.slice(inLine, lineEnd);
    inText = textEnd;
    inLine = lineEnd;
  }
  return result + plain.slice(inLine);
}

describe('the shape of a line', () => {
  it('decides what the line reports, its severity and its source', () => {
    for (const line of lines) {
      const text = withStampDigits(shapeTextOf(line, rules));
      expect(reported(text), line).toEqual(reported(line));
    }
  });

  it('is not changed by other numbers, addresses and names of the same kinds', () => {
    let seed = 1;
    const next = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const digits = (length: number): string => Array.from({ length }, () => 2 + next(7)).join('');
    const pick = (kind: string, length: number): string => {
      if (kind === '-7777777') return `-${digits(6 + next(4))}`;
      if (kind === '0x7f') return `0x${digits(4)}ab`;
      if (kind === 'a7') return `q${digits(Math.max(2, length % 9))}z`;
      return digits(7 + next(5));
    };
    for (const line of lines) {
      const other = withOtherRuns(line, pick);
      const same = shapeTextOf(other, rules).text === shapeTextOf(line, rules).text;
      // A run that takes another place (a list's values become unlike, say) makes another shape; it must report the same.
      if (same) expect(reported(other), `${line}\n${other}`).toEqual(reported(line));
    }
  });
});

describe('the prefilter', () => {
  const names = prefilterWords(builtInCatalogue());

  it('hides no line that reports something', () => {
    for (const line of lines) {
      if (reported(line).findings.length > 0) expect(isCandidate(line, names), line).toBe(true);
    }
  });

  it('hides none, whatever is put together of pieces of logs', () => {
    const words = lines.flatMap((line) => line.split(/(?<=[ :=,[])/)).filter((_, index) => index % 17 === 0);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (parts) => {
        const line = parts.join('');
        if (recogniser.recognise(line).findings.length > 0) expect(isCandidate(line, names)).toBe(true);
      }),
      { numRuns: 5000, seed: 7 },
    );
  });
});
