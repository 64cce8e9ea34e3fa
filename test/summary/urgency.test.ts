import { describe, expect, it } from 'vitest';
import type { CodeNews } from '../../src/summary/summary-report.ts';
import { byUrgency, rises } from '../../src/summary/urgency.ts';

interface Row {
  readonly name: string;
  readonly lines?: number;
  readonly line?: string;
  readonly news?: CodeNews['flag'];
  readonly times?: readonly (readonly [string, number])[];
}

function order(rows: readonly Row[]): string[] {
  const sorted = byUrgency(rows, ({ name, lines = 10, line, news, times = [] }) => ({
    signs: [`Store/${name}`],
    code: {
      lines,
      buckets: { width: 60, counts: times },
      sample: line === undefined ? null : { line, input: 'a.log', time: null },
    },
    news:
      news === undefined
        ? undefined
        : {
            component: 'Store',
            group: '',
            name,
            value: -1,
            flag: news,
            lines,
            expected: 1,
            probability: null,
          },
  }));
  return sorted.map(({ name }) => name);
}

const header = '0730 11:49:18.123456 1 a.cpp:1] x';

describe('the most urgent code', () => {
  it('is news, then no everyday one, then the severest, then the most frequent', () => {
    expect(
      order([
        { name: 'OBJECT_NOT_FOUND', lines: 1_000_000, line: `E${header}` },
        { name: 'WARNED', lines: 900, line: `W${header}` },
        { name: 'FREQUENT', lines: 50, line: `E${header}` },
        { name: 'RARE', lines: 5, line: `E${header}` },
        { name: 'FATAL', lines: 1, line: `F${header}` },
        { name: 'NEW', lines: 5, line: `W${header}`, news: 'new' },
        { name: 'GONE', lines: 0, news: 'gone' },
      ]),
    ).toEqual(['NEW', 'FATAL', 'FREQUENT', 'RARE', 'WARNED', 'OBJECT_NOT_FOUND', 'GONE']);
  });

  it('rises towards the end, among equals', () => {
    const at = (minute: number, lines: number): [string, number] => [
      new Date(Date.UTC(2026, 6, 30, 2, minute)).toISOString(),
      lines,
    ];
    const even = { name: 'EVEN', lines: 99, times: [at(0, 33), at(30, 33), at(59, 33)] };
    expect(order([even, { name: 'RISING', lines: 12, times: [at(0, 1), at(59, 11)] }])).toEqual([
      'RISING',
      'EVEN',
    ]);
  });
});

describe('a rise', () => {
  it('is where lines are more than four times what was usual', () => {
    expect(rises([1, 1, 2, 1, 9, 9, 1, 1])).toEqual([4]);
    expect(rises([9, 9, 9, 30, 37])).toEqual([4]);
    expect(rises([0, 0, 0, 4])).toEqual([]);
    expect(rises([0, 0, 0, 50], 100)).toEqual([]);
    expect(rises([])).toEqual([]);
  });
});
