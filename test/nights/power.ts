import { type Judgement, judgement } from '../../src/summary/news/news.ts';
import { RULE } from '../../src/summary/news/rule.ts';
import { RandomCounts } from '../tally/random-counts.ts';

/** A count of a night. */
interface Night {
  readonly lines: number;
  readonly hours: number;
  readonly weekday: number;
}

/** Codes among which the share of false alarms is divided. */
const codes = 100;

const threshold = RULE.falseAlarms / codes;

function flagOf(nights: readonly Night[]): Judgement['flag'] {
  return judgement(nights.at(-1)!, nights.slice(0, -1), threshold, true).flag;
}

/** The table of the power, then that of false alarms, as Markdown. */
export function* powerTables(): Generator<string> {
  yield* power();
  yield* falseAlarms();
}

/** How nights before tonight are, besides chance. */
interface Setting {
  readonly title: string;
  readonly nights: number;
  /** How many times the base a night has, by its number and how many come behind it. */
  readonly level: (weekday: number, behind: number, factor: number) => number;
  /** Squared coefficient of variation of the rate from night to night. */
  readonly excess: number;
}

const flat = (_weekday: number, behind: number, factor: number): number => (behind === 0 ? factor : 1);

const settings: readonly Setting[] = [
  { title: '3 nights', nights: 3, level: flat, excess: 0 },
  { title: '7 nights', nights: 7, level: flat, excess: 0 },
  { title: '14 nights', nights: 14, level: flat, excess: 0 },
  { title: '14 nights that vary by a fifth', nights: 14, level: flat, excess: 0.04 },
  {
    title: '14 nights, one of them x10',
    nights: 14,
    level: (w, b, f) => (b === 3 ? 10 : flat(w, b, f)),
    excess: 0,
  },
  {
    title: '14 nights, x10, x3 and x5 among them',
    nights: 14,
    level: (w, b, f) => [0, 0, 5, 3, 10][b] || flat(w, b, f),
    excess: 0,
  },
  {
    title: '14 nights, weekends a fifth',
    nights: 14,
    level: (w, b, f) => (w >= 5 ? 0.2 : 1) * flat(w, b, f),
    excess: 0,
  },
  {
    title: '35 nights, weekends a fifth',
    nights: 35,
    level: (w, b, f) => (w >= 5 ? 0.2 : 1) * flat(w, b, f),
    excess: 0,
  },
  {
    title: '35 nights, a rise over the last 15',
    nights: 35,
    level: (_w, b, f) => f ** (Math.max(0, 15 - b) / 15),
    excess: 0,
  },
];

const factors = [1.5, 2, 3, 5, 10];
const bases = [10, 30, 150, 1000];
const tries = 100;

/** Which share of rises is found, in per cent, by what was before, base and factor. */
function* power(): Generator<string> {
  const random = new RandomCounts(18);
  yield `Rises found, in per cent of ${tries} (${codes} codes; lines a night: a Poisson's, whose mean is the base)\n\n`;
  yield `| before | base | ${factors.map((factor) => `x${factor}`).join(' | ')} |\n`;
  yield `| --- | --- | ${factors.map(() => '---').join(' | ')} |\n`;
  for (const { title, nights, level, excess } of settings) {
    for (const base of bases) {
      const cells = factors.map((factor) => {
        let found = 0;
        for (let one = 0; one < tries; one++) {
          const series = Array.from({ length: nights + 1 }, (_, night): Night => {
            // Tonight is each day of the week in turn.
            const weekday = (((one + night - nights) % 7) + 7) % 7;
            return {
              lines: random.count(base * level(weekday, nights - night, factor), excess),
              hours: 24,
              weekday,
            };
          });
          if (flagOf(series) === 'surge') found++;
        }
        return Math.round((100 * found) / tries);
      });
      yield `| ${title} | ${base} | ${cells.join(' | ')} |\n`;
    }
  }
}

const means = [0.02, 0.1, 0.3, 1, 3, 10, 30, 100, 1000, 20_000];

/** Codes flagged in 100 nights where nothing changes. */
function* falseAlarms(): Generator<string> {
  yield `\nFalse alarms in 100 nights of ${codes} codes with means from ${means[0]} to ${means.at(-1)!.toLocaleString('en-US')}\n\n`;
  yield '| standard deviations of the rates | after 5 nights | after 14 | after 35 |\n| --- | --- | --- | --- |\n';
  for (const [title, excesses] of [
    ['chance alone', [0]],
    ['up to two fifths of the mean', [0, 0.05, 0.2]],
    ['up to two thirds of the mean', [0, 0.05, 0.2, 0.5]],
    ['up to the mean', [0, 0.05, 0.2, 0.5, 1]],
  ] as const) {
    const cells = [5, 14, 35].map((earlier) => flaggedPerHundred(excesses, earlier).toFixed(2));
    yield `| ${title} | ${cells.join(' | ')} |\n`;
  }
}

function flaggedPerHundred(excesses: readonly number[], earlier: number): number {
  const random = new RandomCounts(81);
  const nights = 1000;
  let flagged = 0;
  for (let code = 0; code < codes; code++) {
    const excess = excesses[Math.floor(code / means.length) % excesses.length]!;
    const series = Array.from({ length: earlier + nights }, (_, night): Night => {
      return { lines: random.count(means[code % means.length]!, excess), hours: 24, weekday: night % 7 };
    });
    for (let tonight = earlier; tonight < series.length; tonight++) {
      const flag = flagOf(series.slice(tonight - earlier, tonight + 1));
      if (flag === 'new' || flag === 'surge' || flag === 'gone') flagged++;
    }
  }
  return (100 * flagged) / nights;
}
