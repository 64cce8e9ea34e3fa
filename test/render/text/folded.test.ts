import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldText, widthOf } from '../../../src/render/text/columns.ts';

it('goes on in rows with the indentation of the line, and two blanks more', () => {
  expect(foldText('  bursts The master does not answer, 15 lines', 24)).toEqual([
    '  bursts The master does',
    '    not answer, 15 lines',
  ]);
  expect(foldText('    - 内存分配内存分配', 12)).toEqual(['    - 内存分', '      配内存', '      分配']);
  expect(foldText('short', 24)).toEqual(['short']);
});

it('ends the rows of a command with a backslash, so that they can be pasted', () => {
  const command = '    - ethtool -S IFACE | grep -E "a b c d" /var/log/very/long/path/longer/than/a/row';
  const rows = foldText(command, 30, true);
  expect(rows).toEqual([
    '    - ethtool -S IFACE | \\',
    '        grep -E "a b c d" \\',
    '        /var/log/very/long/p\\',
    'ath/longer/than/a/row',
  ]);
  expect(rows.join('\n').replaceAll('\\\n', '').replaceAll(/ +/g, ' ')).toBe(command.replaceAll(/ +/g, ' '));
});

it('loses nothing, and never goes beyond the width', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '内', '"', "'", '|', '-'), maxLength: 200 }),
      fc.integer({ min: 10, max: 60 }),
      fc.boolean(),
      (line, columns, isCommand) => {
        const rows = foldText(line, columns, isCommand);
        for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(columns);
        const text = rows.map((row, index) =>
          isCommand && index < rows.length - 1 ? row.slice(0, -1) : row,
        );
        expect(text.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
      },
    ),
    { seed: 20261129 },
  );
});
