import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { liveScreen } from '../../../src/render/live/live-screen.ts';
import { type LiveFigures, type LiveView, plainView } from '../../../src/render/live/live-state.ts';
import { colouredPaint, plainPaint } from '../../../src/render/text/paint.ts';

const figures: LiveFigures = {
  clock: '02:15:00',
  files: 2,
  lines: 12_345,
  found: 67,
  groups: [
    { component: 'Store', group: 'RPC', lines: 1200, lastMinute: 30, minutes: [0, 0, 10, 30] },
    { component: 'TransferEngine', group: 'Other', lines: 5, lastMinute: 0, minutes: [5, 0, 0, 0] },
  ],
  incidents: [
    {
      cause: 'Store / RPC: RPC_FAIL (-900)',
      since: '02:14:04',
      lines: 58,
      consequences: 'TRANSFER_FAIL 21',
      where: 'only node7',
      confidence: 'high',
    },
  ],
  recent: [
    { codes: '', text: 'W0730 slow' },
    { codes: 'RPC_FAIL (-900)', text: 'E0730 put failed' },
  ],
  notice: '',
};
const size = { rows: 16, columns: 80 };
const draw = (view: Partial<LiveView> = {}, shown: Partial<LiveFigures> = {}, at = size): string[] =>
  liveScreen({ ...figures, ...shown }, { ...plainView, ...view }, at, plainPaint);

describe('the live screen', () => {
  it('shows incidents, groups, the last lines and the keys', () => {
    expect(draw()).toEqual([
      'mooncake-annotate  02:15:00   2 files   12,345 lines, 67 with a code',
      '',
      'Open incidents',
      'since 02:14:04  58 lines  Store / RPC: RPC_FAIL (-900)',
      '    only node7; then TRANSFER_FAIL 21; confidence high',
      '',
      'Group                       lines  last minute  last 4 minutes',
      'Store / RPC                 1,200           30    ▃█',
      'TransferEngine / Other          5            0  █',
      '',
      'Last lines',
      'W0730 slow',
      'RPC_FAIL (-900)  E0730 put failed',
      '',
      '',
      'p pause   / filter   e explain a code   q quit',
    ]);
  });

  it('says that there is nothing yet', () => {
    const screen = draw({}, { groups: [], incidents: [], recent: [] });
    expect(screen).toEqual(expect.arrayContaining(['No open incident', 'No code yet', 'Last lines']));
  });

  it('shows only what a filter lets through, whatever its case', () => {
    const screen = draw({ filter: 'rpc' }).join('\n');
    expect(screen).toContain('filter: rpc');
    expect(screen).toContain('Store / RPC  ');
    expect(screen).not.toContain('TransferEngine / Other');
    expect(screen).not.toContain('slow');
  });

  it('keeps what it showed while it is paused, and tells how much came since', () => {
    const screen = draw({ paused: figures }, { clock: '02:16:00', lines: 12_400, recent: [] });
    expect(screen[0]).toBe(
      'mooncake-annotate  02:15:00   PAUSED, 55 lines since   2 files   12,345 lines, …',
    );
    expect(screen.join('\n')).toContain('put failed');
  });

  it('shows the newest of the last lines, and says how many groups have no place', () => {
    const recent = Array.from({ length: 50 }, (_, index) => ({ codes: '', text: `line ${index}` }));
    const groups = Array.from({ length: 9 }, (_, index) => ({ ...figures.groups[0]!, group: `G${index}` }));
    const screen = draw({}, { recent, groups, incidents: [] }).join('\n');
    expect(screen).toContain('line 49');
    expect(screen).not.toContain('line 0\n');
    expect(screen).toContain('and 6 more');
  });

  it('shows what is typed, notices, and a page from its top on', () => {
    expect(draw({ prompt: { kind: 'filter', typed: 'rp' } }).at(-1)).toBe('filter: rp_');
    expect(draw({ prompt: { kind: 'explain', typed: '-9' } }).at(-1)).toBe('explain code: -9_');
    expect(draw({}, { notice: 'a.log was rotated' }).at(-2)).toBe('a.log was rotated');
    const page = { lines: ['one', 'two', 'three'], top: 1 };
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
        incidents: fc.array(text.map((cause) => ({ ...figures.incidents[0]!, cause }))),
        recent: fc.array(text.map((line) => ({ codes: '', text: line }))),
        notice: text,
      })
      .map((some): LiveFigures => ({ ...figures, ...some }));
    const view = fc.record({
      filter: fc.constantFrom('', 'a'),
      prompt: fc.constantFrom(undefined, { kind: 'filter' as const, typed: 'x'.repeat(200) }),
      page: fc.constantFrom(undefined, { lines: ['y'.repeat(300)], top: 0 }),
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
        for (const line of plain) expect(stringWidth(line)).toBeLessThanOrEqual(at.columns);
        const coloured = liveScreen(shown, seen, at, colouredPaint);
        expect(coloured.map((line) => line.replaceAll(/\x1b\[\d+m/g, ''))).toEqual(plain);
      }),
      { seed: 20261129 },
    );
  });
});
