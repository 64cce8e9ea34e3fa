import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/recognise/finding.ts';
import { Tally } from '../../src/tally/tally.ts';
import { ambiguous, stated, uncatalogued } from './counted-lines.ts';

const findings = [
  stated('RPC_FAIL'),
  stated('OBJECT_NOT_FOUND'),
  stated('OBJECT_HAS_LEASE'),
  { ...stated('ERR_SOCKET'), evidence: 'message' as const },
  ambiguous,
  uncatalogued,
];

type Line = readonly [findings: readonly Finding[], time: number | undefined];

/** Lines with the findings of each, none twice, and perhaps a time. */
const line: fc.Arbitrary<Line> = fc.tuple(
  fc.subarray(findings, { minLength: 0 }),
  fc.option(fc.integer({ min: 0, max: 40 * 86_400_000 }), { nil: undefined }),
);
const lines = fc.array(line, { maxLength: 12 });

function tallyOf(...parts: (readonly Line[])[]): Tally {
  const tally = new Tally();
  for (const [found, time] of parts.flat()) {
    tally.lines++;
    tally.bytes += 10;
    tally.add(found, time);
  }
  return tally;
}

/** One tally of what the others counted. */
function merged(...tallies: readonly Tally[]): Tally {
  const sum = new Tally();
  for (const tally of tallies) sum.merge(tally.data());
  return sum;
}

describe('a tally', () => {
  it('counts a line once in each group and once for each code', () => {
    const tally = tallyOf([
      [[stated('OBJECT_NOT_FOUND'), stated('OBJECT_HAS_LEASE'), stated('RPC_FAIL')], 5],
      [[stated('OBJECT_NOT_FOUND')], 3],
      [[], 1],
    ]);
    expect(tally.data()).toMatchObject({ lines: 3, found: 2, implied: 0 });
    expect(tally.groups()).toMatchObject([
      {
        component: 'Store',
        group: 'Engine Operation',
        lines: 2,
        codes: [
          { name: 'OBJECT_NOT_FOUND', lines: 2, stated: 2, implied: 0, first: 3, last: 5 },
          { name: 'OBJECT_HAS_LEASE', lines: 1, first: 5, last: 5 },
        ],
      },
      { component: 'Store', group: 'RPC', lines: 1 },
    ]);
  });

  it('keeps implied codes apart, and ambiguous and uncatalogued ones in groups of their own', () => {
    const tally = tallyOf([
      [[{ ...stated('ERR_SOCKET'), evidence: 'message' }], undefined],
      [[ambiguous, uncatalogued], 1],
    ]);
    expect(tally.implied).toBe(1);
    expect(tally.groups().map(({ component, group }) => `${component}/${group}`)).toEqual([
      'TransferEngine/Handshake',
      'Store/Uncatalogued',
      'Ambiguous/Ambiguous',
    ]);
    expect(tally.groups()[0]!.codes).toMatchObject([
      { name: 'ERR_SOCKET', stated: 0, implied: 1, first: undefined, last: undefined },
    ]);
  });
});

describe('merging tallies', () => {
  it('counts what one tally of all lines counts', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        expect(merged(tallyOf(a), tallyOf(b)).data()).toEqual(tallyOf(a, b).data());
      }),
    );
  });

  it('is commutative', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        expect(merged(tallyOf(a), tallyOf(b)).data()).toEqual(merged(tallyOf(b), tallyOf(a)).data());
      }),
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(lines, lines, lines, (a, b, c) => {
        const left = merged(merged(tallyOf(a), tallyOf(b)), tallyOf(c));
        const right = merged(tallyOf(a), merged(tallyOf(b), tallyOf(c)));
        expect(left.data()).toEqual(right.data());
      }),
    );
  });

  it('comes through JSON as it was', () => {
    fc.assert(
      fc.property(lines, (a) => {
        const tally = tallyOf(a);
        const copy = new Tally();
        copy.merge(JSON.parse(JSON.stringify(tally.data())));
        expect(copy.data()).toEqual(tally.data());
      }),
    );
  });
});
