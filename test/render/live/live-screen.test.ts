import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { liveScreen } from '../../../src/render/live/live-screen.ts';
import {
  type LiveFigures,
  type LiveIncident,
  type LiveLine,
  type LiveView,
  plainView,
} from '../../../src/render/live/live-state.ts';
import { colouredPaint, plainPaint } from '../../../src/render/text/display.ts';

const incident = (id: number, more: Partial<LiveIncident> = {}): LiveIncident => ({
  id,
  isOpen: true,
  title: 'The master does not answer (10.12.0.2:50051)',
  cause: 'Store / RPC: RPC_FAIL (-900)',
  from: '02:14:04',
  to: '02:14:59',
  lines: 58,
  consequences: 'TRANSFER_FAIL 21',
  where: 'only node7',
  confidence: 'high',
  ...more,
});
const line = (number: number, codes: string, text: string): LiveLine => ({ number, codes, text });

const figures: LiveFigures = {
  clock: '02:15:00',
  inputs: '2 files from 3 hosts',
  lines: 12_345,
  found: 67,
  groups: [
    {
      component: 'Store',
      group: 'RPC',
      lines: 1200,
      lastMinute: 30,
      minutes: [0, 0, 10, 30],
      codes: new Map([['RPC_FAIL (-900)', 1200]]),
    },
    {
      component: 'TransferEngine',
      group: 'Other',
      lines: 5,
      lastMinute: 0,
      minutes: [5, 0, 0, 0],
      codes: new Map(),
    },
  ],
  incidents: [incident(1)],
  recent: {
    coded: [line(1, 'RPC_FAIL (-900)', 'E0730 put failed')],
    others: [line(0, '', 'W0730 slow')],
  },
  notice: '',
};
const size = { rows: 16, columns: 80 };
const draw = (view: Partial<LiveView> = {}, shown: Partial<LiveFigures> = {}, at = size): string[] =>
  liveScreen({ ...figures, ...shown }, { ...plainView, ...view }, at, plainPaint);
const nothing = { coded: [], others: [] };

describe('the live screen', () => {
  it('shows incidents, groups, the last lines and the keys', () => {
    expect(draw()).toEqual([
      '02:15:00  2 files from 3 hosts  12,345 lines, 67 with a code',
      '1 open incident',
      '>  1  since 02:14:04  high  58 lines  The master does not answer (10.12.0.2:500…',
      '      Store / RPC: RPC_FAIL (-900); only node7; then TRANSFER_FAIL 21',
      'Group                       lines  last minute  last 4 minutes',
      'Store / RPC                 1,200           30    ▃█',
      'TransferEngine / Other          5            0  █',
      'Last lines',
      'W0730 slow',
      'RPC_FAIL (-900)  E0730 put failed',
      '',
      '',
      '',
      '',
      '',
      '? keys   arrows, Enter: incident   / filter   e explain   p pause   q quit',
    ]);
  });

  it('lists ended incidents below the open ones, the newest first, and marks the one that Enter opens', () => {
    const incidents = [
      incident(1, { isOpen: false, title: 'Old' }),
      incident(2, { title: 'Open' }),
      incident(3, { isOpen: false, title: 'Ended' }),
    ];
    expect(draw({ selected: 3 }, { incidents }, { rows: 24, columns: 80 }).slice(1, 7)).toEqual([
      '1 open incident',
      '   2  since 02:14:04  high  58 lines  Open',
      '      Store / RPC: RPC_FAIL (-900); only node7; then TRANSFER_FAIL 21',
      '2 ended incidents',
      '>  3  02:14:04 to 02:14:59  high  58 lines  Ended',
      '   1  02:14:04 to 02:14:59  high  58 lines  Old',
    ]);
  });

  it('counts incidents that have no place, and shows the one that was chosen', () => {
    const incidents = Array.from({ length: 9 }, (_, index) => incident(index + 1));
    const shown = draw({}, { incidents }, { rows: 24, columns: 80 }).slice(1, 9);
    expect(shown.filter((row) => /^[ >] +\d /.test(row)).map((row) => row.slice(0, 4))).toEqual([
      '>  9',
      '   8',
      '   7',
    ]);
    expect(shown).toContain('  and 6 more open incidents');
    const chosen = draw({ selected: 2 }, { incidents }, { rows: 24, columns: 80 }).join('\n');
    expect(chosen).toContain('>  2');
    expect(chosen).toContain('  and 6 more open incidents');
  });

  it('tells how sure a cause is within 80 columns, however long its texts are', () => {
    const long = 'x'.repeat(200);
    const incidents = [incident(1, { title: long, where: long, lines: 12_345_678 })];
    expect(draw({}, { incidents }).join('\n')).toMatch(/since 02:14:04 {2}high {2}/);
  });

  it('says that there is nothing yet', () => {
    const screen = draw({}, { groups: [], incidents: [], recent: nothing });
    expect(screen).toEqual(expect.arrayContaining(['No open incident', 'No code yet', 'Last lines']));
  });

  it('shows only what a filter lets through, whatever its case', () => {
    const screen = draw({ filter: 'rpc' }).join('\n');
    expect(screen).toContain('filter: rpc');
    expect(screen).toContain('Store / RPC  ');
    expect(screen).not.toContain('TransferEngine / Other');
    expect(draw({ filter: 'nowhere' })).toEqual(
      expect.arrayContaining(['No open incident', 'No group has what is filtered by']),
    );
    expect(screen).not.toContain('slow');
  });

  it('keeps what it showed while it is paused, and tells how much came since', () => {
    const screen = draw({ paused: figures }, { clock: '02:16:00', lines: 12_400, recent: nothing });
    expect(screen[0]).toBe(
      '02:15:00  PAUSED, 55 lines since  2 files from 3 hosts  12,345 lines, 67 with a…',
    );
    expect(screen.join('\n')).toContain('put failed');
  });

  it('shows the newest of the last lines, and says how many groups have no place', () => {
    const others = Array.from({ length: 50 }, (_, index) => line(index, '', `line ${index}`));
    const groups = Array.from({ length: 9 }, (_, index) => ({ ...figures.groups[0]!, group: `G${index}` }));
    const screen = draw({}, { recent: { coded: [], others }, groups, incidents: [] }).join('\n');
    expect(screen).toContain('line 49');
    expect(screen).not.toContain('line 0\n');
    expect(screen).toContain('and 7 more groups');
  });

  it('gives room to lines with a code before all others', () => {
    const coded = [line(0, 'RPC_FAIL (-900)', 'first'), line(1, 'RPC_FAIL (-900)', 'second')];
    const others = Array.from({ length: 50 }, (_, index) => line(index + 2, '', `line ${index}`));
    const screen = draw({}, { recent: { coded, others } });
    expect(screen.slice(8, 11)).toEqual(['RPC_FAIL (-900)  first', 'RPC_FAIL (-900)  second', 'line 45']);
  });

  it('shows what is typed, notices, and a page from its top on', () => {
    expect(draw({ prompt: { kind: 'filter', typed: 'rp' } }).at(-1)).toBe('filter: rp_');
    expect(draw({ prompt: { kind: 'explain', typed: '-9' } }).at(-1)).toBe('explain code: -9_');
    expect(draw({}, { notice: 'a.log was rotated' }).at(-2)).toBe('a.log was rotated');
    const page = { about: { kind: 'keys' as const }, lines: ['one', 'two', 'three'], top: 1 };
    expect(draw({ page }, {}, { rows: 4, columns: 80 })).toEqual([
      'two',
      'three',
      '',
      'up/down scroll   q close',
    ]);
  });

  it('fills every terminal exactly, and never writes beyond its edges', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 150 });
    const many = fc
      .record({
        groups: fc.array(text.map((group) => ({ ...figures.groups[0]!, group }))),
        incidents: fc.array(
          fc.tuple(text, fc.boolean()).map(([title, isOpen]) => incident(title.length, { title, isOpen })),
        ),
        recent: fc.record({
          coded: fc.array(text.map((one) => line(1, 'RPC_FAIL', one))),
          others: fc.array(text.map((one) => line(2, '', one))),
        }),
        notice: text,
      })
      .map((some): LiveFigures => ({ ...figures, ...some }));
    const view = fc.record({
      filter: fc.constantFrom('', 'a'),
      prompt: fc.constantFrom(undefined, { kind: 'filter' as const, typed: 'x'.repeat(200) }),
      page: fc.constantFrom(undefined, {
        about: { kind: 'keys' as const },
        lines: ['y'.repeat(300)],
        top: 0,
      }),
      selected: fc.constantFrom(undefined, 1, 2),
      paused: fc.constantFrom(undefined, figures),
    });
    const sizes = fc.record({
      rows: fc.integer({ min: 1, max: 60 }),
      columns: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(many, view, sizes, (shown, seen, at) => {
        const plain = liveScreen(shown, seen, at, plainPaint);
        expect(plain.length).toBe(at.rows);
        for (const row of plain) expect(stringWidth(row)).toBeLessThanOrEqual(at.columns);
        const coloured = liveScreen(shown, seen, at, colouredPaint);
        expect(coloured.map((row) => row.replaceAll(/\x1b\[\d+m/g, ''))).toEqual(plain);
      }),
      { seed: 20261129 },
    );
  });
});
