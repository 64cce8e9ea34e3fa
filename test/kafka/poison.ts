import assert from 'node:assert/strict';
import type { Broker } from './broker/broker.ts';
import { Member, untilDone } from './member.ts';
import { fill, nightLines, outcomeOf, readAll } from './messages.ts';

const partitions = 4;

/** One message in twenty can not be read: it goes to the dead letters with the reason, and the others go on. */
export async function poison(broker: Broker, messages: number): Promise<string> {
  await broker.topic('poison-logs', partitions);
  await broker.topic('poison-out', partitions);
  await broker.topic('poison-dead', 1);
  const cut = Buffer.from('{"log":"E20260730 11:49:18.1 1 client.cpp:380] put failed rc=-200');
  const binary = Buffer.from([0x0a, 0x8f, 0x01, 0, 0xff, 0x12]);
  let index = 0;
  const values = [...nightLines(messages)].map((line) => {
    index++;
    return index % 40 === 0 ? cut : index % 40 === 20 ? binary : line;
  });
  await fill(broker, 'poison-logs', partitions, values);
  const member = new Member([
    ...[
      '--brokers',
      broker.address,
      '--consumer-group',
      'poison',
      '--from',
      'poison-logs',
      '--to',
      'poison-out',
    ],
    ...['--dead-letter', 'poison-dead', '--format', 'text'],
  ]);
  try {
    await untilDone(broker, 'poison', 'poison-logs', messages, [member]);
    const { ended } = await member.stop();
    assert.equal(ended.status, 0);
    const faults = new Map<string, number>();
    await readAll(broker, 'poison-dead', ({ value, headers }) => {
      assert.deepEqual(value, values[Number(headers.n)]);
      const fault = headers['mooncake-fault']!;
      faults.set(fault, (faults.get(fault) ?? 0) + 1);
    });
    const dead = [...faults.values()].reduce((sum, count) => sum + count, 0);
    assert.equal(faults.size, 2);
    assert.equal(dead, messages / 20);
    const { missing, duplicates, disordered } = await outcomeOf(broker, 'poison-out', messages);
    assert.deepEqual({ missing, duplicates, disordered }, { missing: dead, duplicates: 0, disordered: 0 });
    assert.match(ended.stderr, new RegExp(`${dead} messages could not be read`));
    return `${messages} messages, 5 % cannot be read: ${dead} dead letters with the reason, ${messages - missing} went on in order`;
  } finally {
    member.child.kill('SIGKILL');
  }
}
