import fc from 'fast-check';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { countedSeverity } from '../../src/recognise/counted-severity.ts';
import type { Finding } from '../../src/recognise/finding.ts';
import { readPrefix } from '../../src/recognise/prefix/read-line.ts';
import { shownSource } from '../../src/tally/code-entry.ts';
import { Tally } from '../../src/tally/tally.ts';

const { codes } = builtInCatalogue();

/** A finding that states a code of the catalogue. */
export function stated(name: string): Finding {
  const code = codes.find((row) => row.name === name)!;
  return { ...code, kind: 'code', evidence: 'name', code, start: 0, end: 1 };
}

/** A number that two components share. */
export const ambiguous: Finding = {
  kind: 'ambiguous',
  component: 'Ambiguous',
  group: 'Ambiguous',
  name: 'ERR_DNS or SEGMENT_NOT_FOUND',
  value: -101,
  description: 'x',
  evidence: 'number',
  readings: codes.filter((code) => code.value === -101),
  start: 0,
  end: 1,
};

/** A value that the catalogue lacks. */
export const uncatalogued: Finding = {
  kind: 'uncatalogued',
  component: 'Store',
  group: 'Uncatalogued',
  name: '-9999',
  value: -9999,
  description: 'x',
  evidence: 'number',
  start: 0,
  end: 1,
};

/** One line of an input as it is counted. */
export interface CountedLine {
  readonly input: string;
  readonly findings: readonly Finding[];
  readonly time: number | undefined;
  readonly text: string;
}

const findings = [
  stated('RPC_FAIL'),
  stated('OBJECT_NOT_FOUND'),
  stated('OBJECT_HAS_LEASE'),
  { ...stated('ERR_SOCKET'), evidence: 'message' as const },
  ambiguous,
  uncatalogued,
];

const day = 86_400_000;
const texts = fc.constantFrom(
  'E0730 02:14:13.1 1 a.cpp:1] one',
  'W0730 02:14:13.1 1 a.cpp:2] two',
  '[pod/store-0/store] F0730 02:14:13.1 1 b.cpp:1] three',
  '[pod/other/store] E0730 02:14:13.1 1 b.cpp:1] \x1b[1m\xc3\xa4 \x80',
  'bare',
);

/** Lines of inputs, some of the same moment. */
export const countedLine: fc.Arbitrary<CountedLine> = fc.record({
  input: fc.constantFrom('a.log', 'b.log', 'other', 'é.log'),
  findings: fc.subarray(findings, { minLength: 0 }),
  time: fc.oneof(
    fc.constantFrom(undefined, 5, 6),
    fc.integer({ min: 0, max: day }),
    fc.integer({ min: 0, max: 400 * day }),
  ),
  text: fc
    .tuple(texts, fc.constantFrom('', ' ', ' again', ' ~', ' \x01', ` ${'x'.repeat(500)}`))
    .map(([text, end]) => text + end),
});

/** One tally of all lines, through a tally for each input. */
export function tallyOf(lines: readonly CountedLine[]): Tally {
  const inputs = new Map<string, Tally>();
  for (const { input, findings: found, time, text } of lines) {
    const tally = inputs.get(input) ?? new Tally(input);
    inputs.set(input, tally);
    tally.lines++;
    tally.bytes += text.length;
    const prefix = readPrefix(text);
    tally.severity(countedSeverity(text, prefix));
    tally.add(found, time, {
      source: shownSource(prefix.file, prefix.fileLine),
      host: prefix.host,
      text: () => text,
    });
  }
  const all = new Tally();
  for (const tally of inputs.values()) all.merge(tally.data());
  return all;
}
