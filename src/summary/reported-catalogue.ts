import { Catalogue } from '../catalogue/catalogue.ts';
import type { Code } from '../catalogue/code.ts';
import type { SummaryReport } from './summary-report.ts';

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
