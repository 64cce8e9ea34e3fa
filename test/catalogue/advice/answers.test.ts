import { describe, expect, test } from 'vitest';
import recorded from '../../../fixtures/advice/answers.json' with { type: 'json' };
import type { Answer, Probe } from '../../../src/catalogue/advice/probe.ts';
import { probes } from '../../../src/catalogue/advice/probes/index.ts';
import { isIn, namesIn } from '../../../src/catalogue/advice/ranges.ts';
import type { RecordedAnswer } from '../../recording/answers.ts';

const answers = recorded as readonly RecordedAnswer[];
const table = new Map<string, Probe>(probes.map((probe) => [probe.id, probe]));
const releases = [...new Set(answers.map(({ release }) => release))];

/** What an answer prints literally, as the text shows it in backticks. */
function literals({ shows }: Answer): string[] {
  return [...shows.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
}

/** Whether a real answer is one that a text describes; undefined where the text quotes nothing of it. */
function fits(answer: Answer, real: string): boolean | undefined {
  if (answer.shows.startsWith('nothing') && real === '') return true;
  const quoted = literals(answer);
  if (quoted.length === 0) return answer.shows.startsWith('nothing') ? false : undefined;
  return quoted.some((part) => real.includes(part));
}

function titled(one: RecordedAnswer): string {
  return `${one.probe} of ${one.release}, ${one.is} (${one.world})`;
}

describe('what a real Mooncake answered', () => {
  test.each(answers.map((one) => [titled(one), one] as const))('%s', (_, { probe, is, answer }) => {
    const described = table.get(probe)!.answers;
    const verdicts = described.map((one) => ({ is: one.is, fits: fits(one, answer) }));
    const alike = verdicts.filter((one) => one.is === is);
    // One of the texts for this case describes it, or leaves the answer to words.
    expect(alike.some((one) => one.fits !== false)).toBe(true);
    // No text of the other case quotes what stands in it, unless one of this case does too.
    const misled = verdicts.some((one) => one.is !== is && one.fits === true);
    expect(misled && !alike.some((one) => one.fits === true)).toBe(false);
  });

  test('was recorded on all releases on which advice was tried', () => {
    expect(releases).toEqual(['v0.3.13.post1', 'v0.3.9', 'v0.3.7.post2']);
  });
});

describe('every command of the catalogue', () => {
  test.each(probes.map((probe) => [probe.id, probe] as const))(
    '%s was typed on each release that has what it names, or says why it could not be',
    (id, { command, untried }) => {
      const typed = new Set(answers.filter(({ probe }) => probe === id).map(({ release }) => release));
      if (untried !== undefined) return expect(untried.length).toBeGreaterThan(10);
      const able = releases.filter((release) =>
        namesIn(`\`${command}\``).every((name) => isIn(name, release)),
      );
      expect(able.length).toBeGreaterThan(0);
      expect(able.filter((release) => !typed.has(release))).toEqual([]);
    },
  );

  test('has words for the answer that it gave, most of which are quoted', () => {
    const quoting = answers.filter(({ probe, answer }) =>
      table.get(probe)!.answers.some((one) => fits(one, answer) === true),
    );
    expect(quoting.length / answers.length).toBeGreaterThan(0.85);
  });
});
