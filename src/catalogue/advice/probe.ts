/** One command, and what its answers mean. */
export interface Probe {
  /** Short and lasting: recorded answers name it. */
  readonly id: string;
  /** To be pasted into a shell: one line that changes nothing, unless it says so; may hold placeholders. */
  readonly command: string;
  /** What it shows or where it is typed, in a few words, where the answers do not say it. */
  readonly about?: string;
  /** Good ones first. What is printed literally stands in backticks. */
  readonly answers: readonly Answer[];
  /** Why its answers were not recorded from a real Mooncake, where they were not. */
  readonly untried?: string;
}

/** One kind of answer. */
export interface Answer {
  readonly is: 'good' | 'bad';
  readonly shows: string;
  readonly means: string;
}

/** An answer of something that is well. */
export function goodAnswer(shows: string, means: string): Answer {
  return { is: 'good', shows, means };
}

/** An answer of something that is broken. */
export function badAnswer(shows: string, means: string): Answer {
  return { is: 'bad', shows, means };
}

/**
 * A probe as one line of advice: the command first, then what the good and the bad answers look like and mean.
 *
 * @param about what it is looked at for here, in place of the probe's own words
 * @example '`nc -vz {peer-host} {peer-port}`: good `succeeded` = something listens there; bad `refused` = nothing does'
 */
export function answerLine({ command, about: usual, answers }: Probe, about = usual): string {
  const told = answers.map(({ is, shows, means }) => `${is} ${shows} = ${means}`).join('; ');
  return `\`${command}\`: ${[about, told].filter((part) => part !== undefined && part !== '').join(': ')}`;
}
