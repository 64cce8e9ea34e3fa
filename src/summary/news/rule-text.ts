import { RULE } from './rule.ts';

/** From fewer earlier summaries than this, hardly anything can be said of how much counts vary. */
const enough = 3;

/** The rule by which codes are news, in words, with its numbers. */
export function ruleText(summaries: number, codes: number): string {
  if (summaries === 0)
    return 'Nothing is flagged: there is no earlier summary to compare with, so this one is the first.';
  const thin =
    summaries < enough
      ? `The baseline is thin (${summaries} of at least ${enough} summaries): how much counts vary is mostly assumed. `
      : '';
  const compared = Math.min(summaries, RULE.nights);
  return (
    `${thin}Each code's lines per hour are compared with those of the last ${compared} earlier ` +
    `${compared === 1 ? 'summary' : 'summaries'} that have any lines; expected is their median over the hours of this one. ` +
    `Left out are outliers, at most ${share(RULE.mostOutliers)} of them: those that would themselves be a surge, or as ` +
    'improbably low, against the others. ' +
    `From ${RULE.weekdayNights} nights on, a code whose weekdays differ ${RULE.weekdayRatio} times more than its nights of ` +
    'one weekday do is compared with what each weekday lets expect. ' +
    `new: in none of them, and at least ${RULE.newLines} lines. ` +
    `surge: at least ${RULE.surgeLines} lines, at least ${RULE.surgeFactor} times their median and their mean, and more ` +
    `improbable than ${RULE.falseAlarms} / ${codes} codes; or the same, ${1 / RULE.driftShare} times more improbable, of this and the last ${RULE.driftNights - 1} nights ` +
    `together against those before the last ${RULE.nights}, where the nights in between lie on the way. ` +
    `gone: no line where median and mean are at least ${RULE.goneExpected}, and as improbable; not said when an ` +
    'input could not be read. ' +
    'Probabilities are those of a negative binomial distribution with the mean of the earlier rates and a variance of ' +
    `chance (Poisson), plus the spread from summary to summary (estimated by moments, raised by ${RULE.caution} / ` +
    'sqrt(summaries - 1), and a standard deviation as large as the mean assumed with the weight of ' +
    `one summary, from ${RULE.assumedNights} on of ${RULE.assumedNights} / summaries), plus the uncertainty of the mean. ` +
    'A summary covers the range asked for, else that of its stamps, at least one hour.'
  );
}

function share(part: number): string {
  return `${Math.round(100 * part)} %`;
}
