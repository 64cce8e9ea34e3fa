import type { LineCountData } from './line-count.ts';
import type { TemplateTreeData } from './template-tree.ts';

/** A tree's data with all times moved back by how much the clock was ahead, in milliseconds. */
export function moveTemplates(data: TemplateTreeData, ahead: number): TemplateTreeData {
  if (ahead === 0) return data;
  const moved = (time: number | null): number | null => (time === null ? null : time - ahead);
  const corrected = ({ lines, first, last, sample }: LineCountData): LineCountData => ({
    lines,
    first: moved(first),
    last: moved(last),
    sample: { ...sample, time: moved(sample.time) },
  });
  return withCounts(data, corrected);
}

/** A tree's data with each count replaced. */
export function withCounts(
  data: TemplateTreeData,
  replaced: (count: LineCountData) => LineCountData,
): TemplateTreeData {
  return {
    ...data,
    sources: data.sources.map((source) => ({
      ...source,
      groups: source.groups.map((group) => ({
        ...group,
        forms: group.forms.map(({ words, count }) => ({ words, count: replaced(count) })),
      })),
    })),
  };
}
