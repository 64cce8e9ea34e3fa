import assert from 'node:assert/strict';
import type { Broker } from './broker/broker.ts';
import { doneOf, Member, untilDone } from './member.ts';
import { fill, nightLines, outcomeOf } from './messages.ts';

const partitions = 4;
/** What Kafka's protocol calls a topic among what has settings. */
const topicResource = 2;

/**
 * The output refuses all messages for a while, as brokers with full disks do (here: it asks for more replicas than there
 * are). Nothing is done meanwhile, what fails is told, memory stays; then everything comes, in order.
 */
export async function refusedOutput(broker: Broker, messages: number): Promise<string> {
  await broker.topic('refused-logs', partitions);
  await broker.topic('refused-out', partitions, { 'min.insync.replicas': '2' });
  await fill(broker, 'refused-logs', partitions, nightLines(messages));
  const member = new Member([
    ...['--brokers', broker.address, '--group', 'refused', '--from', 'refused-logs', '--to', 'refused-out'],
  ]);
  try {
    await member.said(/insync|in-sync|replicas/i);
    const before = member.memory;
    // The same refusal is told again only after a while: by then it has tried many times.
    await member.said(/(?:trying again[\s\S]*){2}/);
    const after = member.memory;
    assert.equal(await doneOf(broker, 'refused', 'refused-logs'), 0);
    assert.ok(after < before + 64, `memory grew from ${before} to ${after} MiB`);
    const admin = await broker.admin();
    await admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: topicResource,
          name: 'refused-out',
          configEntries: [{ name: 'min.insync.replicas', value: '1' }],
        },
      ],
    });
    await untilDone(broker, 'refused', 'refused-logs', messages);
    const { seconds, ended } = await member.stop();
    assert.equal(ended.status, 0);
    const { missing, duplicates, disordered } = await outcomeOf(broker, 'refused-out', messages);
    assert.deepEqual({ missing, disordered }, { missing: 0, disordered: 0 });
    return `${messages} messages, output refused for a while: 0 lost, 0 out of order, ${duplicates} twice; ${before} MiB, then ${after} MiB; stopped in ${seconds.toFixed(2)} s`;
  } finally {
    member.child.kill('SIGKILL');
  }
}
