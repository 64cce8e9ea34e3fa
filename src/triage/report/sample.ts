import type { InputEvidence, Wording } from '../collect/input-evidence.ts';
import type { Episode } from '../episodes/episode.ts';
import type { SampleLine } from './triage-report.ts';

/** The first line of an episode, as the report shows it. */
export function sampleOf(episode: Episode, inputs: readonly InputEvidence[], wording: Wording): SampleLine {
  const input = inputs[episode.input]!;
  const kept = episode.cells[0]!.sample;
  const { before, after } = wording.context(input, kept);
  // What was read with the line stands behind it, too.
  const further = kept.text.split('\n').length - 1;
  return {
    input: input.name,
    host: episode.host,
    line: kept.line,
    time: kept.time === undefined ? null : wording.iso(kept.time),
    text: wording.visible(kept.text),
    before: before.map((line) => wording.visible(line)),
    after: after.slice(further).map((line) => wording.visible(line)),
  };
}
