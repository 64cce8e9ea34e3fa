import { type Episode, sameSignature } from '../episodes/episode.ts';
import { placesOf, spanOf } from '../places/places.ts';
import type { TriageContext } from './context.ts';
import { sampleOf } from './incident.ts';
import { nameOf } from './naming.ts';
import type { UnexplainedCode } from './triage-report.ts';

/** The codes of episodes that belong to no incident, most lines first. */
export function unexplainedCodes(episodes: readonly Episode[], context: TriageContext): UnexplainedCode[] {
  const groups: Episode[][] = [];
  const byKey = new Map<string, Episode[]>();
  for (const episode of episodes) {
    const { key } = episode.signature;
    const group = byKey.get(key) ?? groups.find(([first]) => sameSignature(first!, episode)) ?? [];
    byKey.set(key, group);
    if (group.length === 0) groups.push(group);
    group.push(episode);
  }
  return groups
    .map((group): UnexplainedCode => {
      const [from, to] = spanOf(group);
      const iso = (time: number): string | null => (Number.isFinite(time) ? context.wording.iso(time) : null);
      const first = group.reduce((a, b) => ((b.start ?? Infinity) < (a.start ?? Infinity) ? b : a));
      return {
        ...nameOf(first, context),
        lines: group.reduce((sum, { lines }) => sum + lines, 0),
        first: iso(from),
        last: iso(to),
        places: placesOf(group, context.surroundings),
        sample: sampleOf(first, context.inputs, context.wording),
      };
    })
    .sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1));
}
