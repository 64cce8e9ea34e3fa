import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtInParts } from '../../../src/catalogue/built-in.ts';
import { Catalogue } from '../../../src/catalogue/catalogue.ts';
import { mooncakeComponents } from '../../../src/catalogue/code.ts';
import { withPacks } from '../../../src/catalogue/packs/pack.ts';
import { compilePacks } from '../../../src/dev/packs/compile-packs.ts';
import { LineScanner } from '../../../src/lines/scan/line-scanner.ts';
import { type Finding, FindingFilter } from '../../../src/recognise/finding.ts';
import { prefilterMarks } from '../../../src/recognise/prefilter.ts';
import { Recogniser } from '../../../src/recognise/recogniser.ts';

const all = new Catalogue(withPacks(builtInParts, Object.values(compilePacks())));
const recogniser = new Recogniser(all);
const isMooncakes = ({ component, readings = [] }: Finding): boolean =>
  mooncakeComponents.includes(component) ||
  readings.some((code) => mooncakeComponents.includes(code.component));

interface Labelled {
  readonly line: string;
  /** Names of the codes that it reports. */
  readonly codes: readonly string[];
}

const mixed = readFileSync('fixtures/packs/mixed.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((row) => JSON.parse(row) as Labelled);

/** Precision and recall of what packs find in labelled lines. */
function score(filter: FindingFilter): { precision: number; recall: number } {
  let right = 0;
  let found = 0;
  let labels = 0;
  for (const { line, codes } of mixed) {
    const { findings, prefix } = recogniser.recognise(Buffer.from(line, 'utf8').toString('latin1'));
    const names = filter
      .pass(findings, prefix.severity)
      .filter((finding) => !isMooncakes(finding) && finding.kind !== 'uncatalogued')
      .map(({ name }) => name);
    found += names.length;
    labels += codes.length;
    right += names.filter((name) => codes.includes(name)).length;
  }
  return { precision: right / found, recall: right / labels };
}

describe('in lines of all neighbours, near misses among them', () => {
  it('packs find what is there, and little else', () => {
    const { precision, recall } = score(new FindingFilter());
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  it('and no less among warnings and errors alone', () => {
    const { recall } = score(new FindingFilter({ severities: ['W', 'E', 'F'] }));
    expect(recall).toBeGreaterThanOrEqual(score(new FindingFilter()).recall);
  });
});

it('lines with codes of packs are looked at among many others', () => {
  const looked = new Set<string>();
  const sink = {
    skipped: () => {},
    line: (buffer: Buffer, start: number, end: number) =>
      void looked.add(buffer.toString('latin1', start, end)),
    longLine: () => {},
    longLineEnd: () => {},
  };
  const scanner = new LineScanner(prefilterMarks(all));
  const quiet =
    'I0730 11:49:18.123456 12345 client_service.cpp:1533] Get response: status=success, keys=64 hit=12\n';
  scanner.push(Buffer.from(quiet.repeat(8000)), sink);
  looked.clear();
  const lines = mixed
    .filter(({ codes }) => codes.length > 0)
    .map(({ line }) => Buffer.from(line).toString('latin1'));
  scanner.push(Buffer.from(lines.map((line) => `${line}\n${quiet}`).join(''), 'latin1'), sink);
  scanner.end(sink);
  expect(lines.filter((line) => !looked.has(line))).toEqual([]);
  expect(looked.size).toBe(new Set(lines).size);
});

it('packs change no finding of Mooncake’s own on any line of the corpora and recordings', () => {
  const alone = new Recogniser(new Catalogue(builtInParts));
  const files = readdirSync('fixtures', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:log|jsonl|ndjson)$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`);
  const lines = new Set(
    files.flatMap((file) =>
      readFileSync(file, 'latin1')
        .split('\n')
        .flatMap((row) => [row, ...labelledLine(row)]),
    ),
  );
  const told = (findings: readonly Finding[]): string[] =>
    findings
      .filter(isMooncakes)
      .map(({ kind, component, name, value, evidence, start, end }) =>
        [kind, component, name, value, evidence, start, end].join(' '),
      );
  const changed = [...lines].filter(
    (line) =>
      told(recogniser.recognise(line).findings).join() !== told(alone.recognise(line).findings).join(),
  );
  expect(changed).toEqual([]);
});

/** The lines that a row of a corpus holds. */
function labelledLine(row: string): string[] {
  if (!row.startsWith('{"')) return [];
  try {
    const { line } = JSON.parse(Buffer.from(row, 'latin1').toString('utf8')) as { line?: unknown };
    return typeof line === 'string' ? Buffer.from(line, 'utf8').toString('latin1').split('\n') : [];
  } catch {
    return [];
  }
}
