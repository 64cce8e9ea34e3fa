/**
 * `FUZZ_SECONDS=600 FUZZ_SEED=1 npm run fuzz [NAME]` gives every reader of the program mutations of real lines, files and
 * documents, for an equal part of the time each, and prints how many. A finding is printed with what leads to it, and ends with
 * status 1.
 */
import fc from 'fast-check';
import { targets } from './targets.ts';

const seconds = Number(process.env.FUZZ_SECONDS ?? 60);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1e9);
const [only] = process.argv.slice(2);
const chosen = targets.filter(({ name }) => only === undefined || name === only);

let total = 0;
process.stdout.write(`seed ${seed}\n`);
for (const { name, property } of chosen) {
  const end = performance.now() + (seconds * 1000) / chosen.length;
  let inputs = 0;
  let failed = false;
  for (let round = 0; performance.now() < end && !failed; round++) {
    const details = await fc.check(property as fc.IAsyncProperty<unknown>, {
      numRuns: 100,
      seed: seed + round,
    });
    inputs += details.numRuns;
    if (!details.failed) continue;
    failed = true;
    process.exitCode = 1;
    const { message, stack } = details.errorInstance as Error;
    process.stdout.write(
      `${name}: ${message}\n  ${stack?.split('\n').slice(1, 4).join('\n  ')}\n  ${fc.stringify(details.counterexample).slice(0, 2000)}\n`,
    );
  }
  total += inputs;
  process.stdout.write(`${name}: ${inputs.toLocaleString('en-US')} inputs\n`);
}
const { user, system } = process.cpuUsage();
process.stdout.write(
  `${total.toLocaleString('en-US')} inputs in ${Math.round((user + system) / 1e6)} s of processor time\n`,
);
