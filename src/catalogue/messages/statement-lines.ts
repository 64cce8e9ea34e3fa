import type { Message } from '../message.ts';

/** The codes that follow a statement: one, several, or none. */
export type Following = readonly string[];

interface Release {
  /** The lines of the statements that print the text, ascending, and what follows each. */
  readonly lines: readonly number[];
  readonly follows: readonly number[];
}

/** How many releases, those with the nearest lines, must agree about a line that no release read has. */
const nearestReleases = 2;

/**
 * What follows a text by the line that printed it, where the statements that print it differ in that. A log line's prefix
 * names the line (`real_client.cpp:557`), not the release; the lines of every release read are known.
 */
export class StatementLines {
  readonly #outcomes: readonly Following[];
  readonly #releases: readonly Release[];

  /** @param message one that has `outcomes` and `lines` */
  constructor({ outcomes = [], lines = [] }: Message) {
    this.#outcomes = outcomes.map((names) => (names === '' ? [] : names.split('/')));
    this.#releases = lines.map(releaseOf);
  }

  /** What follows at a line that a release read has: undefined when none has it, or when two differ. */
  known(line: number): Following | undefined {
    return this.#only(
      this.#releases.flatMap(({ lines, follows }) => follows.filter((_, index) => lines[index] === line)),
    );
  }

  /**
   * What follows at a line that no release read has: what all statements of the two releases agree on whose lines are
   * nearest to it; undefined when they do not.
   */
  nearest(line: number): Following | undefined {
    const near = this.#releases
      .map((release) => ({ ...release, distance: distanceTo(line, release) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, nearestReleases);
    return this.#only(near.flatMap(({ follows }) => follows));
  }

  /** Whether a release read prints the text at this line. */
  has(line: number): boolean {
    return this.#releases.some(({ lines }) => lines.includes(line));
  }

  #only(follows: readonly number[]): Following | undefined {
    return new Set(follows).size === 1 ? this.#outcomes[follows[0]!] : undefined;
  }
}

/** Reads `0:557,613 1:1055`: the lines after which the first outcome follows, then those of the second. */
function releaseOf(text: string): Release {
  const rows = text.split(' ').flatMap((part) => {
    const [outcome, lines = ''] = part.split(':');
    return lines.split(',').map((line) => [Number(line), Number(outcome)] as const);
  });
  return { lines: rows.map(([line]) => line), follows: rows.map(([, outcome]) => outcome) };
}

function distanceTo(line: number, { lines }: Release): number {
  return Math.min(...lines.map((other) => Math.abs(other - line)));
}
