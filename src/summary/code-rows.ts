import { Catalogue } from '../catalogue/catalogue.ts';
import type { Code } from '../catalogue/code.ts';
import type { ReportCode, SummaryReport } from './summary-report.ts';

/**
 * A catalogue with the codes that summaries hold and it lacks: those of operators' catalogues with which the summaries were made,
 * so that conditions may name them. Nothing is known of them but what they are called.
 */
export function withReported(catalogue: Catalogue, reports: readonly SummaryReport[]): Catalogue {
  const added = new Map<string, Code>();
  for (const { component, group, codes } of reports.flatMap(({ groups }) => groups))
    for (const { name, value } of codes) {
      const isKnown = catalogue.named(name).some((code) => code.component === component);
      if (value === null || isKnown) continue;
      added.set(`${component}\0${name}`, {
        component,
        group,
        name,
        value,
        description: '',
        origin: 'custom',
        cause: [],
        action: [],
        sample: [],
      });
    }
  if (added.size === 0) return catalogue;
  return new Catalogue({ ...catalogue.parts, codes: [...catalogue.codes, ...added.values()] });
}

/** What identifies a code; ambiguous numbers are under the component and group `Ambiguous`. */
export interface CodeName {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
}

/** One code of a summary, with where it belongs. */
interface CodeRow extends CodeName {
  readonly code: ReportCode;
}

/** All codes of a summary in its order: those of groups, then ambiguous numbers, then what the catalogue lacks. */
export function codeRows(report: SummaryReport): CodeRow[] {
  const row = (component: string, group: string, code: ReportCode): CodeRow => {
    return { component, group, name: code.name, value: code.value, code };
  };
  return [
    ...report.groups.flatMap(({ component, group, codes }) =>
      codes.map((code) => row(component, group, code)),
    ),
    ...report.ambiguous.map((code) => row('Ambiguous', 'Ambiguous', code)),
    ...report.uncatalogued.map((code) => row(code.component, 'Uncatalogued', code)),
  ];
}

/** A key that is the same for the same code in every summary. */
export function codeKey({ component, group, name, value }: CodeName): string {
  return `${component}\0${group}\0${name}\0${value ?? ''}`;
}

/** How often each code was found, by its key. */
export function linesByCode(report: SummaryReport): Map<string, number> {
  return new Map(codeRows(report).map((row) => [codeKey(row), row.code.lines]));
}
