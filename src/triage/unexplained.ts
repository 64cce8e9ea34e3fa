import type { Episode } from './episode.ts';
import { nameOf } from './naming.ts';
import { placesOf, spanOf } from './places.ts';
import { sameSign } from './same-sign.ts';
import { sampleOf } from './sample.ts';
import type { TriageScene } from './scene.ts';
import type { UnexplainedCode } from './triage-report.ts';

/** The codes of episodes that belong to no incident, most lines first. */
export function unexplainedCodes(episodes: readonly Episode[], scene: TriageScene): UnexplainedCode[] {
  const groups: Episode[][] = [];
  for (const episode of episodes) {
    const group = groups.find(([first]) => sameSign(first!, episode));
    if (group === undefined) groups.push([episode]);
    else group.push(episode);
  }
  return groups
    .map((group): UnexplainedCode => {
      const [from, to] = spanOf(group);
      const iso = (time: number): string | null => (Number.isFinite(time) ? scene.wording.iso(time) : null);
      const first = group.reduce((a, b) => ((b.start ?? Infinity) < (a.start ?? Infinity) ? b : a));
      return {
        ...nameOf(first, scene),
        lines: group.reduce((sum, { lines }) => sum + lines, 0),
        first: iso(from),
        last: iso(to),
        places: placesOf(group, scene.surroundings),
        sample: sampleOf(first, scene.inputs, scene.wording),
      };
    })
    .sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1));
}
