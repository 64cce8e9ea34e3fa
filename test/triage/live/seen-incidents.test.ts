import { describe, expect, it } from 'vitest';
import { SeenIncidents } from '../../../src/triage/live/seen-incidents.ts';
import type { LineRange } from '../../../src/triage/report/incident.ts';
import type { TriageOutcome } from '../../../src/triage/report/report.ts';
import type { Incident } from '../../../src/triage/report/triage-report.ts';

const range = (key: string, first: number, last = first): LineRange => ({
  input: 'a.log',
  host: 'node-1',
  key,
  first,
  last,
});

interface Found {
  readonly ranges: readonly LineRange[];
  readonly isOpen?: boolean;
  readonly lines?: number;
}

function outcome(found: readonly Found[]): TriageOutcome {
  const incidents = found.map(
    ({ ranges, isOpen = true, lines = 10 }, index) =>
      ({
        id: index + 1,
        title: ranges[0]!.key,
        ongoing: isOpen,
        lines,
        cause: { component: 'Store', name: ranges[0]!.key },
        consequences: [],
        places: {},
        confidence: 'high',
      }) as unknown as Incident,
  );
  return {
    report: { incidents } as unknown as TriageOutcome['report'],
    lines: new Map(found.map(({ ranges }, index) => [index + 1, ranges])),
  };
}

/** What is told, as `begins 1`, of one look after the other. */
function told(...looks: readonly (readonly Found[])[]): string[][] {
  const seen = new SeenIncidents();
  return looks.map((found) =>
    seen.update(outcome(found)).map(({ kind, incident, into, again }) => {
      const more = into === undefined ? (again === undefined ? '' : ` again ${again}`) : ` into ${into}`;
      return `${kind} ${incident.id}${more}`;
    }),
  );
}

describe('incidents that are seen again and again', () => {
  it('keep their numbers while lines are added, whatever their place in the report', () => {
    const a = (last: number): Found => ({ ranges: [range('a', 1, last)] });
    const b = (last: number): Found => ({ ranges: [range('b', 5, last)] });
    expect(told([a(3)], [b(5), a(4)], [b(9), a(9)])).toEqual([['begins 1'], ['begins 2'], []]);
  });

  it('change when their cause, or twice as many lines, are found', () => {
    const cause = { ranges: [range('cause', 4), range('a', 1, 9)] };
    expect(
      told([{ ranges: [range('a', 1, 3)] }], [cause], [{ ...cause, lines: 19 }], [{ ...cause, lines: 20 }]),
    ).toEqual([['begins 1'], ['changes 1'], [], ['changes 1']]);
  });

  it('are one from then on when two turn out to be one: the earlier, unless it is over', () => {
    const a = { ranges: [range('a', 1, 3)] };
    const b = { ranges: [range('b', 2, 9)] };
    const both = { ranges: [range('b', 2, 9), range('a', 1, 3)] };
    expect(told([a, b], [both], [both])).toEqual([
      ['begins 1', 'begins 2'],
      ['changes 1', 'over 2 into 1'],
      [],
    ]);
    expect(told([{ ...a, isOpen: false }, b], [both], [both])).toEqual([
      ['begins 1', 'over 1', 'begins 2'],
      [],
      [],
    ]);
  });

  it('begin and are over once each: of one that is over another one begins', () => {
    const a = (last: number, isOpen: boolean): Found => ({
      ranges: [range('a', 1, last)],
      isOpen,
      lines: last,
    });
    expect(
      told([a(3, true)], [a(3, false)], [a(4, false)], [a(9, true)], [a(9, false)], [a(9, false)]),
    ).toEqual([['begins 1'], ['over 1'], [], ['begins 2 again 1'], ['over 2'], []]);
  });

  it('are over when nothing is found of them any more, and are kept', () => {
    const seen = new SeenIncidents();
    seen.update(outcome([{ ranges: [range('a', 1)] }]));
    expect(seen.update(outcome([])).map(({ kind }) => kind)).toEqual(['over']);
    expect(seen.update(outcome([]))).toEqual([]);
    expect(seen.all.map(({ id, ongoing }) => [id, ongoing])).toEqual([[1, false]]);
  });

  it('are forgotten where there are very many, those that ended first', () => {
    const seen = new SeenIncidents();
    const all = Array.from({ length: 150 }, (_, index) => ({
      ranges: [range(`${index}`, index)],
      isOpen: false,
    }));
    seen.update(outcome([{ ranges: [range('open', 1000)] }, ...all]));
    const ids = seen.all.map(({ id }) => id);
    expect([ids.length, ids[0], ids[1], ids.at(-1)]).toEqual([101, 1, 52, 151]);
  });
});
