import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, cutText, fitColumns, widthOf } from '../../../src/render/text/columns.ts';

/** The column at which the last cell of each line ends. */
const ends = (table: string) => table.split('\n').map((line) => widthOf(line));

describe('columns', () => {
  it('end where a terminal shows them, also behind characters that take two places', () => {
    const rows = [
      ['内存分配', '7'],
      ['Transfer', '1,234'],
      ['naïve', '12'],
    ];
    expect(new Set(ends(columns(rows, [1]))).size).toBe(1);
    expect(columns(rows, [1]).split('\n')[0]).toBe('内存分配      7');
  });

  it('fit their width', () => {
    const rows = [{ name: '内存分配失败请检查机器的内存' }, { name: 'short' }];
    const layout = [
      { head: 'name', cell: ({ name }: { name: string }) => name, shrinks: true },
      { head: 'lines', cell: () => '12', right: true },
    ];
    const table = fitColumns(rows, [layout], { width: 24, cut: '…', style: (line) => line });
    for (const end of ends(table)) expect(end).toBeLessThanOrEqual(24);
    expect(table).toContain('…');
  });
});

describe('a text that is cut', () => {
  it('never takes more than its width, and stays as it is where it fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, width) => {
        const shown = cutText(text, width, '…');
        expect(widthOf(shown)).toBeLessThanOrEqual(width);
        if (widthOf(text) <= width) expect(shown).toBe(text);
      }),
    );
  });
});
