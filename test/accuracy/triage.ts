import { brokenOnPurpose } from './broken-on-purpose.ts';
import { type BrokenScore, scoreBroken } from './broken-score.ts';
import { type Share, scoreWritten, type TriageScore, writtenIncidents } from './triage-score.ts';

/**
 * Prints how right `triage` is on the written incidents and on recordings of a Mooncake that was broken on purpose; exit
 * status 1 when a first cause is wrong or invented, or a recording is not told right.
 */
const scores: TriageScore[] = [];
for (const name of writtenIncidents()) scores.push(await scoreWritten(name));
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
const broken: BrokenScore[] = [];
for (const one of brokenOnPurpose) broken.push(await scoreBroken(one));
for (const { name, verdict, missing } of broken) {
  console.log(`${verdict.padEnd(8)} ${name}`);
  for (const text of missing) console.log(`           ${text}`);
}
for (const verdict of ['right', 'partly', 'silent', 'wrong'] as const)
  console.log(
    `${verdict.padEnd(13)} ${broken.filter((one) => one.verdict === verdict).length} of ${broken.length}`,
  );
const isRight =
  scores.every(({ cause }) => cause === 'right' || cause === 'quiet') &&
  broken.every(({ verdict }) => verdict === 'right');
process.exitCode = isRight ? 0 : 1;

function total(shares: readonly Share[]): string {
  const right = shares.reduce((sum, share) => sum + share.right, 0);
  return `${right} of ${shares.reduce((sum, share) => sum + share.expected, 0)}`;
}
