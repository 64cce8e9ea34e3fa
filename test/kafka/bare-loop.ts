/** The least that a member does: reads a topic through the same client, and writes every message as it is. */
import { Kafka, logLevel } from 'kafkajs';

const [broker, group, from, to] = process.argv.slice(2) as [string, string, string, string];
const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
const producer = kafka.producer({ allowAutoTopicCreation: false });
const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 250, maxBytesPerPartition: 512 * 1024 });
// As a member says it.
consumer.on(consumer.events.GROUP_JOIN, () => void process.stderr.write('reading\n'));
await producer.connect();
await consumer.connect();
await consumer.subscribe({ topics: [from], fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachBatchAutoResolve: false,
  partitionsConsumedConcurrently: 6,
  eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary, heartbeat }) => {
    const { topic, partition } = batch;
    const messages = batch.messages.map(({ key, value, headers = {}, timestamp }) => {
      return { key, value, headers, timestamp, partition };
    });
    await producer.sendBatch({ acks: -1, topicMessages: [{ topic: to, messages }] });
    resolveOffset(batch.lastOffset());
    const offset = String(BigInt(batch.lastOffset()) + 1n);
    await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] });
    await heartbeat();
  },
});
process.once('SIGTERM', async () => {
  await consumer.disconnect();
  await producer.disconnect();
});
