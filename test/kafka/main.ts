/**
 * Annotates messages of a real broker: `npm run test:kafka`, or with `--short` what a minute is enough for. Prints its figures, ends with
 * status 1 when something does not hold, and says so where no broker can be started. `--fetch` only fetches what a broker is made
 * of, and with `--installed` nothing is fetched.
 */
import './client.ts';
import { parseArgs } from 'node:util';
import { Broker, whyNoBroker } from './broker/broker.ts';
import { killedMembers } from './killed-members.ts';
import { poison } from './poison.ts';
import { refusedOutput } from './refused-output.ts';
import { secureConnections, users } from './secure-connections.ts';
import { throughput } from './throughput.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    fetch: { type: 'boolean', default: false },
    installed: { type: 'boolean', default: false },
  },
});
const missing = whyNoBroker(!values.installed);
if (missing !== undefined) console.log(`Kafka was not tested: ${missing}.`);
if (missing !== undefined || values.fetch) process.exit();
/** What is tried in short. */
const inShort = ['exact', 'poison'];
const lines = values.short ? 100_000 : 1_000_000;
const kills = values.short ? 1 : 4;
const broker = await Broker.start({ users });
const scenarios: Readonly<Record<string, () => Promise<string>>> = {
  least: () => killedMembers(broker, lines, false, kills),
  exact: () => killedMembers(broker, lines, true, kills),
  throughput: () => throughput(broker, 200_000),
  poison: () => poison(broker, lines / 50),
  refused: () => refusedOutput(broker, lines / 50),
  secure: () => secureConnections(broker),
};
try {
  for (const [name, run] of Object.entries(scenarios)) {
    if (values.only === undefined ? values.short && !inShort.includes(name) : values.only !== name) continue;
    const start = performance.now();
    const figures = await run();
    console.log(`${figures} [${((performance.now() - start) / 1000).toFixed(0)} s]`);
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await broker.remove();
}
