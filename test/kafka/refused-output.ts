import assert from 'node:assert/strict';
import type { Broker } from './broker/broker.ts';
import { doneOf, Member, untilDone } from './member.ts';
import { fill, nightLines, outcomeOf } from './messages.ts';

const partitions = 4;
/** What Kafka's protocol calls a topic among what has settings. */
const topicResource = 2;

/**
 * The output refuses every message: that ends a member, says why, and moves no offset. Then the broker goes away for a while:
 * that is told, memory stays, and everything comes once it is back, in order.
 */
export async function refusedOutput(broker: Broker, messages: number): Promise<string> {
  const [from, to] = ['refused-logs', 'refused-out'];
  await broker.topic(from, partitions);
  await broker.topic(to, partitions, { 'max.message.bytes': '100' });
  await fill(broker, from, partitions, nightLines(messages));
  const args = ['--brokers', broker.address, '--consumer-group', 'refused', '--from', from, '--to', to];
  const { status, stderr } = await new Member(args).ended;
  assert.equal(status, 2, stderr);
  assert.match(
    stderr,
    /a message is larger than the topic takes \(raise the topic's max\.message\.bytes\)\n$/,
  );
  assert.equal(await doneOf(broker, 'refused', from), 0);
  const admin = await broker.admin();
  await admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: topicResource,
        name: to,
        configEntries: [{ name: 'max.message.bytes', value: '1048588' }],
      },
    ],
  });
  const member = new Member(args);
  try {
    await member.said('reading');
    await broker.stop();
    await member.said('trying again');
    const before = member.memory;
    // The same fault is told again after a while only: by then it has tried many times.
    await member.said(/(?:trying again[\s\S]*){2}/);
    const after = member.memory;
    assert.ok(after < before + 64, `memory grew from ${before} to ${after} MiB`);
    await broker.restart();
    await untilDone(broker, 'refused', from, messages, [member]);
    const { seconds, ended } = await member.stop();
    assert.equal(ended.status, 0, ended.stderr);
    const { missing, duplicates, disordered } = await outcomeOf(broker, to, messages);
    assert.deepEqual({ missing, disordered }, { missing: 0, disordered: 0 });
    return `${messages} messages, all refused (one line, status 2, no offset moved), then the broker gone for a while: 0 lost, 0 out of order, ${duplicates} twice; ${before} MiB, then ${after} MiB; stopped in ${seconds.toFixed(2)} s`;
  } finally {
    member.child.kill('SIGKILL');
  }
}
