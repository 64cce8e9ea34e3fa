/**
 * Speed, memory and latency of the built program beside its peers:
 * `npm run bench [-- --size 64M..1G] [--runs N] [--memory SIZE]`.
 *
 * It makes its corpora and builds nothing; run `npm run build` before. Raw results go to test/bench/runs.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bytesOf, corpusFile } from './corpus.ts';
import { goals, slowWorks, works } from './goals.ts';
import { latencies } from './latency.ts';
import { describeMachine, versionOf } from './machine.ts';
import { peerFiles } from './peers.ts';
import { peakMemory, timed, type Work } from './timing.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '256M' },
    runs: { type: 'string', default: '5' },
    memory: { type: 'string', default: '4G' },
  },
});
if (!existsSync('dist/cli.js')) throw new Error('there is no dist/cli.js: run `npm run build` first');
const size = bytesOf(values.size);
const large = bytesOf(values.memory);
const corpora = {
  none: corpusFile({ size, share: 0 }),
  one: corpusFile({ size, share: 0.01 }),
  twenty: corpusFile({ size, share: 0.2 }),
};
const small = corpusFile({ size: 4 << 20, share: 0.2 });
const mebibyte = corpusFile({ size: 1 << 20, share: 0.01 });
const peers = peerFiles();

/** A pipe sign would end a table's cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

const versions = Object.fromEntries(
  ['rg', 'grep', 'ugrep', 'gawk', 'mawk', 'perl', 'lnav', 'mtail', 'pdbtool'].map((program) => {
    return [program, program === 'mawk' ? versionOf('mawk', '-W', 'version') : versionOf(program)];
  }),
);
const isThere = (work: Work): boolean => {
  const missing = (work.needs ?? []).filter((program) => versions[program] === undefined);
  if (missing.length > 0) console.log(`skipped: ${work.name} (${missing.join(', ')} is not installed)`);
  return missing.length === 0;
};

const timings = timed(works(corpora, peers).filter(isThere), Number(values.runs));
const slow = timed(slowWorks(small, peers).filter(isThere), 1);

console.log(`\nmean line 160 bytes, ${values.size} a file, least of ${values.runs} runs\n`);
console.log('| program and work | seconds | median | GB/s |\n| --- | --- | --- | --- |');
for (const { name, least, median } of timings.values()) {
  console.log(
    `| ${cell(name)} | ${least.toFixed(2)} | ${median.toFixed(2)} | ${(size / least / 1e9).toFixed(2)} |`,
  );
}
for (const { name, least } of slow.values()) console.log(`| ${name} (4 MiB) | ${least.toFixed(2)} | | |`);

const ratios = goals.flatMap((goal) => {
  const peer = timings.get(goal.peer);
  const work = timings.get(goal.work);
  if (peer === undefined || work === undefined) return [];
  const measured = peer.least / work.least;
  return [{ ...goal, measured, atMedian: peer.median / work.median, met: measured >= goal.least }];
});
console.log('\n| goal | at least | measured | at the median | met |\n| --- | --- | --- | --- | --- |');
for (const { says, least, measured, atMedian, met } of ratios)
  console.log(
    `| ${cell(says)} | ${least} | ${measured.toFixed(2)} | ${atMedian.toFixed(2)} | ${met ? 'yes' : 'no'} |`,
  );

/** Lines of a corpus over and over, for inputs larger than a file. */
const again = `timeout 600 bash -c 'for ((n = 0; n < ${Math.ceil(large / size)}; n++)); do cat ${corpora.one}; done' |`;
const program = 'node dist/cli.js';
const peaks = [
  { input: '1 MiB', jobs: 1, peak: peakMemory('', `${program} summary --jobs 1 ${mebibyte}`, '') },
  { input: values.size, jobs: 1, peak: peakMemory('', `${program} summary --jobs 1 ${corpora.one}`, '') },
  { input: values.size, jobs: 2, peak: peakMemory('', `${program} summary --jobs 2 ${corpora.one}`, '') },
  { input: `${values.memory} from a pipe`, jobs: 1, peak: peakMemory(again, `${program} summary`, '') },
].map((row) => ({ work: 'summary', ...row }));
const pipe = '2> >(grep peak >&2) | cat >/dev/null';
peaks.push(
  ...[
    { input: '1 MiB', peak: peakMemory('', `${program} ${mebibyte}`, pipe) },
    { input: values.size, peak: peakMemory('', `${program} ${corpora.one}`, pipe) },
    { input: `${values.memory} from a pipe`, peak: peakMemory(again, program, pipe) },
  ].map((row) => ({ work: 'annotate', jobs: 1, ...row })),
);
const gathered = peakMemory(again, `${program} triage`, '>/dev/null');
console.log(
  '\n| memory of | input | threads | MiB at most | goal | met |\n| --- | --- | --- | --- | --- | --- |',
);
for (const { work, input, jobs, peak } of peaks) {
  const most = 120 + 60 * (jobs - 1);
  const met = peak === undefined ? 'not measured: no /usr/bin/time' : peak < most ? 'yes' : 'no';
  console.log(`| ${work} | ${input} | ${jobs} | ${peak?.toFixed(0) ?? '?'} | ${most} | ${met} |`);
}
const gatheredMost = 200;
const isGatheredMet = gathered !== undefined && gathered <= gatheredMost ? 'yes' : 'no';
console.log(
  `| triage | ${values.memory} from a pipe | 1 | ${gathered?.toFixed(0) ?? '?'} | ${gatheredMost} | ${isGatheredMet} |`,
);

const delays = await latencies(['node', 'dist/cli.js'], 1000);
const at = (share: number): number => delays[Math.min(delays.length - 1, Math.floor(share * delays.length))]!;
console.log(
  `\na line through a pipe, 1,000 lines 5 ms apart: median ${at(0.5).toFixed(2)} ms, 99th percentile ${at(0.99).toFixed(2)} ms (goal 2 ms: ${at(0.99) <= 2 ? 'met' : 'not met'})`,
);

mkdirSync('test/bench/runs', { recursive: true });
const date = new Date().toISOString();
const path = `test/bench/runs/${date.slice(0, 19).replaceAll(/[-:]/g, '')}-${values.size}.json`;
const report = {
  date,
  machine: describeMachine(),
  versions,
  options: values,
  timings: [...timings.values(), ...slow.values()],
  goals: ratios,
  peaks: [...peaks, { work: 'triage', input: `${values.memory} from a pipe`, jobs: 1, peak: gathered }],
  latency: { median: at(0.5), p99: at(0.99), most: at(1) },
};
writeFileSync(path, `${JSON.stringify(report, undefined, 2)}\n`);
console.log(`\nraw results: ${path}`);
