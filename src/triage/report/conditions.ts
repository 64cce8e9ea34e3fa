import type { TriageReport } from './triage-report.ts';

/** Something that `--fail-on` may ask for. */
export interface TriageCondition {
  readonly name: string;
  holds(report: TriageReport): boolean;
}

/** What a run may be failed on, by name. */
export const triageConditionNames = ['incident', 'ongoing', 'high', 'new'] as const;

const conditions: Readonly<Record<string, TriageCondition['holds']>> = {
  incident: ({ incidents }) => incidents.length > 0,
  ongoing: ({ incidents }) => incidents.some(({ ongoing }) => ongoing),
  high: ({ incidents }) => incidents.some(({ confidence }) => confidence === 'high'),
  new: ({ patterns }) => patterns.some(({ isNew }) => isNew),
} satisfies Record<(typeof triageConditionNames)[number], TriageCondition['holds']>;

/** The conditions in a text, joined by `||`; undefined in place of one that is none. */
export function readConditions(text: string): (TriageCondition | undefined)[] {
  return text.split('||').map((part) => {
    const name = part.trim();
    const holds = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    return holds && { name, holds };
  });
}
