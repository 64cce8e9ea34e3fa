import { readStatements } from '../../src/dev/sync-catalogue/parse/statements.ts';
import { renderStatements } from '../../src/dev/sync-catalogue/render.ts';
import { recordsOf } from './program.ts';

/**
 * Renders every error and warning statement of a checkout of Mooncake and tells how the built program answers those whose
 * code the source decides. Statements that print a code themselves are counted apart: there the program names what stands
 * on the line.
 */
export async function measureSource(root: string, listed: boolean): Promise<string> {
  const rendered = [...renderStatements(await readStatements(root))];
  const records = recordsOf(rendered.map(({ line }) => line));
  let right = 0;
  let wrong = 0;
  let none = 0;
  let stated = 0;
  let invented = 0;
  let silent = 0;
  const misses: string[] = [];
  rendered.forEach(({ line, statement }, index) => {
    const codes = records[index]!.codes;
    const wanted = statement.only && statement.codes.length === 1 ? statement.codes[0] : undefined;
    if (codes.some((code) => code.evidence !== 'message')) stated++;
    else if (wanted === undefined) {
      // Several codes, or one of which it is not sure: nothing to hold the program to.
      if (statement.codes.length > 0) return;
      if (codes.length === 0) silent++;
      else {
        invented++;
        misses.push(`invented ${codes.map((code) => code.name).join()} | ${line}`);
      }
    } else if (codes.length === 0) {
      none++;
      misses.push(`none for ${wanted} | ${line}`);
    } else if (codes.some((code) => code.name.split(' or ').includes(wanted))) right++;
    else {
      wrong++;
      misses.push(`${codes.map((code) => code.name).join()} for ${wanted} | ${line}`);
    }
  });
  const all = right + wrong + none;
  const share = (part: number, of: number): string =>
    `${part} (${((100 * part) / Math.max(1, of)).toFixed(1)} %)`;
  return [
    `${rendered.length} error and warning statements rendered; ${stated} state a code themselves`,
    `${all} end in one code: right ${share(right, all)}, wrong ${share(wrong, all)}, none ${share(none, all)}`,
    `${silent + invented} end in none: no code ${share(silent, silent + invented)}, some code ${share(invented, silent + invented)}`,
    ...(listed ? misses : []),
  ].join('\n');
}
