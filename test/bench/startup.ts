import { spawnSync } from 'node:child_process';

/**
 * How long `mooncake-annotate explain -704` takes to start and answer, against `node -e 0`. The two run in turns, so
 * that what else the machine does falls on both. Run it from the repository, after a build: `npm run bench:startup`.
 */
const commands = {
  'node -e 0': ['-e', '0'],
  'mooncake-annotate explain -704': ['dist/cli.js', 'explain', '-704'],
} as const;

const rounds = Number(process.argv[2] ?? 30);

type Name = keyof typeof commands;
const names = Object.keys(commands) as Name[];
const times: Record<Name, number[]> = { 'node -e 0': [], 'mooncake-annotate explain -704': [] };

for (let round = 0; round < rounds; round++) {
  for (const name of names) {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, commands[name], { stdio: 'ignore' });
    times[name].push(performance.now() - start);
    if (status !== 0) throw new Error(`${name} ended with status ${status}; was it built?`);
  }
}

function quantile(name: Name, part: number): number {
  const sorted = times[name].toSorted((a, b) => a - b);
  return sorted[Math.floor(part * (sorted.length - 1))]!;
}

const [bare, ours] = names as [Name, Name];
for (const name of names) {
  const cells = [0, 0.5].map((part) => `${quantile(name, part).toFixed(1).padStart(6)} ms`);
  console.log(`${name.padEnd(31)} minimum ${cells[0]}, median ${cells[1]}`);
}
for (const [label, part] of [
  ['minima', 0],
  ['medians', 0.5],
] as const) {
  console.log(
    `ratio of the ${label}: ${(quantile(ours, part) / quantile(bare, part)).toFixed(2)} (goal: at most 2.2)`,
  );
}
