import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environment } from './environment.ts';

/**
 * How long the program takes to start and do little, against `node -e 0`. All run in turns, so that what else the machine
 * does falls on all. Run it from the repository, after a build: `npm run bench:startup`.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'mooncake-annotate-startup-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const log = path.join(folder, 'store.log');
const line =
  'E20260730 02:14:13.000402 4133 client_service.cpp:1767] Transfer failed for key: k with error: -800';
writeFileSync(log, `${line}\n`.repeat(10));

interface Measured {
  readonly name: string;
  readonly args: readonly string[];
  /** How many times as long as `node -e 0` it may take. */
  readonly goal?: number;
  readonly times: number[];
}

const bare: Measured = { name: 'node -e 0', args: ['-e', '0'], times: [] };
const ours: readonly Measured[] = [
  { name: '--version', args: ['--version'], goal: 2.2 },
  { name: 'explain -704', args: ['explain', '-704'], goal: 2.2 },
  { name: 'summary of 1 KB', args: ['summary', log], goal: 2.5 },
  { name: 'annotate 1 KB', args: [log], goal: 2.5 },
].map(({ name, args, goal }) => ({
  name: `mooncake-annotate ${name}`,
  args: ['dist/cli.js', ...args],
  goal,
  times: [],
}));

const rounds = Number(process.argv[2] ?? 30);

for (let round = 0; round < rounds; round++) {
  for (const { name, args, times } of [bare, ...ours]) {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore', env: environment });
    times.push(performance.now() - start);
    if (status !== 0) throw new Error(`${name} ended with status ${status}; was it built?`);
  }
}

function quantile({ times }: Measured, part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(part * (sorted.length - 1))]!;
}

for (const measured of [bare, ...ours]) {
  const cells = [0, 0.5].map((part) => `${quantile(measured, part).toFixed(1).padStart(6)} ms`);
  console.log(`${measured.name.padEnd(33)} minimum ${cells[0]}, median ${cells[1]}`);
}
for (const measured of ours) {
  const [minima, medians] = [0, 0.5].map((part) =>
    (quantile(measured, part) / quantile(bare, part)).toFixed(2),
  );
  const met = Number(minima) <= measured.goal! ? 'met' : 'missed';
  console.log(
    `${measured.name.padEnd(33)} ${minima} times the minimum of node -e 0, ${medians} times its median (goal for the minimum: at most ${measured.goal}, ${met})`,
  );
}
