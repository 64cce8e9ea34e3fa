import assert from 'node:assert/strict';
import { asReport } from '../../src/summary/read-report.ts';
import { mergeReports } from '../../src/summary/report.ts';
import type { SummaryReport } from '../../src/summary/summary-report.ts';
import { Random } from '../bench/random.ts';
import type { Broker } from './broker/broker.ts';
import { Member, untilDone } from './member.ts';
import { fill, nightLines, outcomeOf, readAll } from './messages.ts';

const partitions = 12;
/** Messages of half a mebibyte, of which a member has one batch of each partition at a time. */
const mostInBatch = 5000;

/**
 * Three members annotate a topic, one of which is killed and started again at random moments, while the broker is
 * restarted once. Nothing may be lost, nor change its place within its partition, and with exactly-once nothing may come
 * twice, nor be counted twice.
 */
export async function killedMembers(
  broker: Broker,
  lines: number,
  exactlyOnce: boolean,
  kills: number,
): Promise<string> {
  const name = exactlyOnce ? 'exact' : 'least';
  const [from, to, counts] = [`${name}-logs`, `${name}-out`, `${name}-counts`];
  await broker.topic(from, partitions);
  await broker.topic(to, partitions);
  await broker.topic(counts, 3, { 'cleanup.policy': 'compact' });
  await fill(broker, from, partitions, nightLines(lines));
  const args = [
    ...['--brokers', broker.address, '--consumer-group', name, '--from', from, '--to', to],
    ...['--counts', counts, '--window', '1h', '--timezone', 'UTC'],
    ...(exactlyOnce ? ['--exactly-once'] : []),
  ];
  const start = performance.now();
  const members = [new Member(args), new Member(args), new Member(args)];
  const random = new Random(7);
  // Where in the work something happens, as a share of all messages.
  const moments = Array.from({ length: kills }, (_, index) => (index + random.next()) / (kills + 1));
  const restartAt = moments[kills >> 1]! + 0.02;
  let restarted = false;
  try {
    for (const at of moments) {
      await untilDone(broker, name, from, Math.floor(at * lines), members);
      const victim = Math.floor(random.next() * members.length);
      await members[victim]!.kill();
      members[victim] = new Member(args);
      if (at >= restartAt - 0.02 && !restarted) {
        restarted = true;
        // A process that finds no broker when it starts ends, and says so.
        await members[victim]!.said('reading');
        await untilDone(broker, name, from, Math.floor(restartAt * lines), members);
        await broker.restart();
      }
    }
    await untilDone(broker, name, from, lines, members);
    const seconds = (performance.now() - start) / 1000;
    const memory = Math.max(...members.map((member) => member.memory));
    const stops = await Promise.all(members.map((member) => member.stop()));
    for (const { ended } of stops) assert.equal(ended.status, 0, ended.stderr);
    const outcome = await outcomeOf(broker, to, lines);
    assert.deepEqual({ ...outcome, duplicates: 0 }, { missing: 0, duplicates: 0, disordered: 0 });
    const counted = await countedLines(broker, counts);
    if (exactlyOnce) {
      assert.equal(outcome.duplicates, 0);
      assert.equal(counted, lines);
    } else {
      assert.ok(counted >= lines);
      // Each time that somebody goes, what was being written by then may come again.
      assert.ok(outcome.duplicates <= (kills + 1) * partitions * mostInBatch, `${outcome.duplicates} twice`);
    }
    return [
      `${lines} messages, 3 members, ${kills} killed and started again, broker restarted once, ${name === 'exact' ? 'exactly once' : 'at least once'}:`,
      `0 lost, 0 out of order, ${outcome.duplicates} twice, ${counted} counted;`,
      `${seconds.toFixed(1)} s, at most ${memory} MiB a member, last stop ${Math.max(...stops.map((stop) => stop.seconds)).toFixed(2)} s`,
    ].join(' ');
  } finally {
    for (const member of members) member.child.kill('SIGKILL');
  }
}

/** How many lines the summaries of all windows together count. */
async function countedLines(broker: Broker, topic: string): Promise<number> {
  const reports: SummaryReport[] = [];
  await readAll(broker, topic, ({ value }) => reports.push(asReport(JSON.parse(value.toString()))));
  return mergeReports(reports).lines;
}
