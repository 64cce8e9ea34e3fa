import { type Code, numberOf } from '../catalogue/code.ts';
import { columns } from '../render/text/columns.ts';
import { safeText } from '../render/text/safe-text.ts';

/** How `codes` prints the table. */
export type CodesFormat = 'text' | 'json' | 'markdown';

/** Codes by component and group, as text that ends with a line end. */
export function listCodes(codes: readonly Code[], format: CodesFormat): string {
  if (format === 'json') return `${safeText(JSON.stringify(codes, undefined, 2), 'json')}\n`;
  if (format === 'markdown') return markdown(codes);
  return [...new Set(codes.map(({ component }) => component))]
    .map((component) => {
      const own = codes.filter((code) => code.component === component);
      const groups = [...new Set(own.map((code) => code.group))];
      const rows = groups.flatMap((group) => own.filter((code) => code.group === group));
      const cells = rows.map((code, index) => [
        `  ${code.group === rows[index - 1]?.group ? '' : code.group}`,
        code.name,
        String(numberOf(code) ?? ''),
        code.description,
      ]);
      return `${component}\n${columns(cells, [2])}\n`;
    })
    .join('\n');
}

function markdown(codes: readonly Code[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = codes.map(
    (code) =>
      `| ${code.component} | ${cell(code.group)} | \`${code.name}\` | ${numberOf(code) ?? ''} | ${cell(code.description)} |`,
  );
  return `${['| component | group | name | value | description |', '| --- | --- | --- | ---: | --- |', ...rows].join('\n')}\n`;
}
