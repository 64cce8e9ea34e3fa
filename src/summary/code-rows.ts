import type { ReportCode, SummaryReport } from './summary-report.ts';

/** What identifies a code; ambiguous numbers are under the component and group `Ambiguous`. */
export interface CodeName {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
}

/** One code of a summary, with where it belongs. */
export interface CodeRow extends CodeName {
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
