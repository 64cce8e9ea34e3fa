import type { InputEvidence, Wording } from '../collect/input-evidence.ts';
import type { Baseline } from '../templates/baseline.ts';
import { TemplateTree } from '../templates/template-tree.ts';
import type { Pattern } from './triage-report.ts';

/** More patterns than this nobody reads. */
const mostPatterns = 200;
const severities = ['F', 'E', 'W'] as const;

/** The messages of all inputs as patterns, the severest first, of those the new ones, and what is said of the rest. */
export function reportPatterns(
  inputs: readonly InputEvidence[],
  baseline: Baseline | undefined,
  wording: Wording,
): { readonly patterns: readonly Pattern[]; readonly limitations: readonly string[] } {
  const tree = new TemplateTree();
  for (const { log } of inputs) tree.merge(log.templates);
  // Documents of an earlier time hold what was shown.
  const all = tree
    .templates()
    .map((template) => ({ ...template, template: wording.visible(template.template) }))
    .map((template) => ({ template, isNew: baseline?.knows(template) === false }));
  // The new ones are kept, whatever they are; a frequent warning does not stand above an error.
  const kept = [...all.filter(({ isNew }) => isNew), ...all.filter(({ isNew }) => !isNew)].slice(
    0,
    mostPatterns,
  );
  const ordered = severities.flatMap((severity) =>
    kept.filter(({ template }) => template.severity === severity),
  );
  const iso = (time: number | null): string | null => (time === null ? null : wording.iso(time));
  const patterns = ordered.map(({ template: of, isNew }): Pattern => {
    const input = inputs.find(({ name }) => name === of.sample.input)!;
    const { before, after } = wording.context(input, of.sample);
    return {
      template: of.template,
      source: of.source,
      severity: of.severity,
      lines: of.lines,
      first: iso(of.first),
      last: iso(of.last),
      isNew,
      sample: {
        input: input.name,
        host: of.sample.host,
        line: of.sample.line,
        time: iso(of.sample.time),
        text: wording.visible(of.sample.text),
        before: before.map((line) => wording.visible(line)),
        after: after.map((line) => wording.visible(line)),
      },
    };
  });
  const { W, E, F } = tree.folded();
  return {
    patterns,
    limitations: [
      ...(all.length > mostPatterns
        ? [`Patterns: ${all.length - mostPatterns} further ones are not shown.`]
        : []),
      ...(W + E + F > 0
        ? [`Patterns: ${W + E + F} lines of too many different messages belong to none.`]
        : []),
    ],
  };
}
