/**
 * `SOAK_RUNS=3000 SOAK_SEED=7 tsx test/bench/rotations.ts [WORDS OF A KIND]` plays rounds of the rotation model, tells every
 * kind of fault that it finds with the steps that lead to it, and ends with status 1 if there was any.
 * `SOAK_STEPS='[...]'` plays one round again.
 */
import fc from 'fast-check';
import { complaintOf, kinds, type Step, steps } from '../input/follow/model.ts';

const numRuns = Number(process.env.SOAK_RUNS ?? 1000);
const seed = Number(process.env.SOAK_SEED ?? 1);
const replay = process.env.SOAK_STEPS;
const words = process.argv.slice(2).join(' ');

let rounds = 0;
for (const kind of kinds.filter(({ name }) => words === '' || name === words)) {
  if (replay !== undefined) {
    process.stdout.write(`${kind.name}: ${await complaintOf(kind, JSON.parse(replay) as Step[])}\n`);
    continue;
  }
  const details = await fc.check(
    fc.asyncProperty(steps(kind), async (round) => {
      rounds++;
      const complaint = await complaintOf(kind, round);
      if (complaint !== undefined) throw new Error(complaint);
    }),
    { numRuns, seed },
  );
  if (!details.failed) process.stdout.write(`${kind.name}: ${numRuns} rounds, nothing lost or doubled\n`);
  else {
    process.exitCode = 1;
    const {
      error,
      counterexample,
      numRuns: until,
    } = details as { error?: string; errorInstance?: Error } & typeof details;
    process.stdout.write(
      `${kind.name}: in round ${until}: ${String((details.errorInstance as Error | undefined)?.message ?? error)}\n` +
        `  SOAK_STEPS='${JSON.stringify(counterexample?.[0])}' SOAK_SEED=${seed}\n`,
    );
  }
}
process.stdout.write(`${rounds} rounds, ${Math.round(process.cpuUsage().user / 1e6)} s of processor time\n`);
