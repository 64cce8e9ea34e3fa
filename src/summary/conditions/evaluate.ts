import { codeRows } from '../code-rows.ts';
import { hoursOf } from '../report-span.ts';
import type { CodeNews, SummaryReport } from '../summary-report.ts';
import type { Comparison, Expression, Measure, Quantity, Selector } from './expression.ts';

/** Whether a condition holds, and the parts that make it so, with their numbers. */
interface Verdict {
  readonly holds: boolean;
  readonly because: readonly string[];
}

/** How many codes a reason names; the rest are counted. */
const mostNamed = 5;

/**
 * Says which parts of a condition hold for a summary, with their numbers, as one line; undefined when the condition does
 * not hold. Flags are read from the summary's `news`; without that, none is set.
 */
export function evaluateCondition(expression: Expression, report: SummaryReport): string | undefined {
  const { holds, because } = verdict(expression, report);
  return holds ? because.join('; ') : undefined;
}

/** Whether a condition asks for flags, which only a comparison with other summaries gives. */
export function asksForNews(expression: Expression): boolean {
  switch (expression.kind) {
    case 'or':
    case 'and':
      return asksForNews(expression.left) || asksForNews(expression.right);
    case 'not':
      return asksForNews(expression.of);
    case 'compare':
      return [expression.left, expression.right].some(({ kind }) => kind === 'flag');
    case 'some':
      return expression.of.kind === 'flag';
  }
}

function verdict(expression: Expression, report: SummaryReport): Verdict {
  switch (expression.kind) {
    case 'or': {
      const sides = [verdict(expression.left, report), verdict(expression.right, report)];
      const met = sides.filter(({ holds }) => holds);
      const holds = met.length > 0;
      return { holds, because: (holds ? met : sides).flatMap(({ because }) => because) };
    }
    case 'and': {
      const sides = [verdict(expression.left, report), verdict(expression.right, report)];
      const unmet = sides.filter(({ holds }) => !holds);
      const holds = unmet.length === 0;
      return { holds, because: (holds ? sides : unmet).flatMap(({ because }) => because) };
    }
    case 'not': {
      const { holds, because } = verdict(expression.of, report);
      return { holds: !holds, because };
    }
    case 'compare': {
      const { left, operator, right } = expression;
      const holds = compared(amountOf(left, report), operator, amountOf(right, report));
      const said = `${described(left, report)} ${operator} ${described(right, report)}`;
      return { holds, because: [holds ? said : `not ${said}`] };
    }
    case 'some':
      return { holds: amountOf(expression.of, report) > 0, because: [described(expression.of, report)] };
  }
}

function compared(left: number, operator: Comparison, right: number): boolean {
  switch (operator) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
  }
}

function amountOf(quantity: Quantity, report: SummaryReport): number {
  switch (quantity.kind) {
    case 'number':
      return quantity.value;
    case 'any':
      return report.found;
    case 'lines':
      return report.lines;
    case 'unreadable':
      return report.inputs.filter(({ fault }) => fault !== undefined).length;
    case 'notice':
      return noticed(quantity, report).length;
    case 'flag':
      return flagged(quantity, report).length;
    case 'count':
      return linesOf(quantity.of, report);
    case 'rate':
      return linesOf(quantity.of, report) / (hoursOf(report) ?? 1);
  }
}

function described(quantity: Quantity, report: SummaryReport): string {
  const value = amountOf(quantity, report);
  switch (quantity.kind) {
    case 'number':
      return quantity.text;
    case 'any':
      return `any (${value} lines with a code)`;
    case 'lines':
      return `lines (${value})`;
    case 'unreadable':
      return `unreadable (${value} inputs)`;
    case 'notice': {
      const texts = noticed(quantity, report).map(({ text }) => text);
      return `${quantity.notice} (${texts.slice(0, mostNamed).join('; ') || 'none'})`;
    }
    case 'count':
      return `${quantity.of.text} (${value} lines)`;
    case 'rate':
      return `rate(${quantity.of.text}) (${Number(value.toPrecision(4))} lines per hour)`;
    case 'flag': {
      const name = quantity.of === undefined ? quantity.flag : `${quantity.flag}(${quantity.of.text})`;
      return `${name} (${namesOf(flagged(quantity, report))})`;
    }
  }
}

function namesOf(codes: readonly CodeNews[]): string {
  if (codes.length === 0) return 'none';
  const named = codes.slice(0, mostNamed).map(({ component, group, name, lines, expected }) => {
    const place = component === group ? component : `${component}/${group}`;
    return `${place} ${name}: ${lines} lines, ${Number(expected.toPrecision(3))} expected`;
  });
  const more = codes.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function noticed({ notice }: Measure & { kind: 'notice' }, { notices = [] }: SummaryReport) {
  return notices.filter(({ kind }) => kind === notice);
}

function flagged(measure: Measure & { kind: 'flag' }, { news }: SummaryReport): readonly CodeNews[] {
  const codes = news?.codes.filter(({ flag }) => flag === measure.flag) ?? [];
  return measure.of === undefined ? codes : codes.filter((code) => selects(measure.of!, code));
}

/** Lines of whole groups count once in their group; codes of other selections are added up. */
function linesOf(selector: Selector, report: SummaryReport): number {
  const rows =
    selector.codes === undefined
      ? [
          ...report.groups,
          ...codeRows(report)
            .filter(({ group }) => group === 'Ambiguous' || group === 'Uncatalogued')
            .map(({ component, group, code }) => ({ component, group, lines: code.lines })),
        ].filter((row) => selects(selector, { ...row, name: '' }))
      : codeRows(report)
          .filter((row) => selects(selector, row))
          .map(({ code }) => code);
  return rows.reduce((total, { lines }) => total + lines, 0);
}

function selects(
  { component, group, codes }: Selector,
  row: { readonly component: string; readonly group: string; readonly name: string },
): boolean {
  return (
    (component === undefined || row.component === component) &&
    (group === undefined || row.group === group) &&
    (codes === undefined || codes.some((code) => code.component === row.component && code.name === row.name))
  );
}
