import { type Share, scoreWritten, writtenIncidents } from './triage-score.ts';

/** Prints how right `triage` is on the written incidents; exit status 1 when a first cause is wrong or invented. */
const scores = writtenIncidents().map(scoreWritten);
for (const { name, cause, causes, consequences, places } of scores) {
  console.log(`${cause.padEnd(8)} ${name}: ${causes.join(', ') || 'no incident'}`);
  for (const [what, { missing }] of [
    ['consequences', consequences],
    ['places', places],
  ] as const)
    if (missing.length > 0) console.log(`           missing ${what}: ${missing.join(', ')}`);
}
const wanted = scores.filter(({ cause }) => !['quiet', 'invented'].includes(cause));
const quiet = scores.filter(({ cause }) => ['quiet', 'invented'].includes(cause));
console.log(`first causes  ${wanted.filter(({ cause }) => cause === 'right').length} of ${wanted.length}`);
console.log(`consequences  ${total(scores.map(({ consequences }) => consequences))}`);
console.log(`places        ${total(scores.map(({ places }) => places))}`);
console.log(`quiet logs    ${quiet.filter(({ cause }) => cause === 'quiet').length} of ${quiet.length}`);
process.exitCode = scores.every(({ cause }) => cause === 'right' || cause === 'quiet') ? 0 : 1;

function total(shares: readonly Share[]): string {
  const right = shares.reduce((sum, share) => sum + share.right, 0);
  return `${right} of ${shares.reduce((sum, share) => sum + share.expected, 0)}`;
}
