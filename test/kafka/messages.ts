import { corpus } from '../bench/corpus.ts';
import type { Broker } from './broker/broker.ts';

/** Lines of a night, one in a hundred with a code. */
export function* nightLines(count: number): Generator<string> {
  let left = count;
  for (const piece of corpus({ size: count * 200, share: 0.01 }))
    for (const line of piece.split('\n')) {
      if (line === '') continue;
      if (left-- === 0) return;
      yield line;
    }
}

/** Numbers of the messages of one partition, in the order in which they were read. */
export type Sequences = number[][];

/**
 * Fills a topic: message `n` goes to partition `n` modulo their number, with a key and its number as a header.
 *
 * @param value makes the value of each message
 */
export async function fill(
  broker: Broker,
  topic: string,
  partitions: number,
  values: Iterable<string | Buffer>,
): Promise<number> {
  const producer = broker.kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  let number = 0;
  let messages: { partition: number; key: string; value: string | Buffer; headers: { n: string } }[] = [];
  const send = async (): Promise<void> => {
    await producer.sendBatch({ acks: 1, topicMessages: [{ topic, messages }] });
    messages = [];
  };
  for (const value of values) {
    const n = number++;
    messages.push({ partition: n % partitions, key: `key-${n % 97}`, value, headers: { n: String(n) } });
    if (messages.length === 12_000) await send();
  }
  if (messages.length > 0) await send();
  await producer.disconnect();
  return number;
}

/** One message that was read back. */
export interface ReadBack {
  readonly partition: number;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads all that is in a topic now, as a reader that sees only what was committed. */
export async function readAll(
  broker: Broker,
  topic: string,
  take: (message: ReadBack) => void,
): Promise<void> {
  const admin = await broker.admin();
  const ends = await admin.fetchTopicOffsets(topic);
  const open = new Map(
    ends.filter(({ low, high }) => low !== high).map((end) => [end.partition, BigInt(end.high)]),
  );
  if (open.size === 0) return;
  const consumer = broker.kafka.consumer({
    groupId: `reader-${topic}-${Math.random()}`,
    maxWaitTimeInMs: 100,
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  // A transaction's marker stands behind its messages: what is behind the last message counts too.
  const position = ({ partition, next }: { partition: number; next: bigint }, done: () => void): void => {
    const high = open.get(partition);
    if (high !== undefined && next >= high) open.delete(partition);
    if (open.size === 0) done();
  };
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) reject(payload.error);
    });
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) =>
      position({ partition: payload.partition, next: BigInt(payload.lastOffset) + 1n }, resolve),
    );
    consumer
      .run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          for (const { key, value, headers = {} } of batch.messages)
            take({
              partition: batch.partition,
              key: String(key),
              value: value ?? Buffer.alloc(0),
              headers: Object.fromEntries(
                Object.entries(headers).map(([name, text]) => [name, String(text)]),
              ),
            });
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
}

/** What became of numbered messages. */
export interface Outcome {
  readonly missing: number;
  readonly duplicates: number;
  /** Messages that came, for the first time, behind a later one of their partition. */
  readonly disordered: number;
}

/** Compares what was read back with the messages that were written. */
export async function outcomeOf(
  broker: Broker,
  topic: string,
  written: number,
  each: (message: ReadBack) => void = () => {},
): Promise<Outcome> {
  const seen = new Uint8Array(written);
  const last = new Map<number, number>();
  let duplicates = 0;
  let disordered = 0;
  await readAll(broker, topic, (message) => {
    const n = Number(message.headers.n);
    each(message);
    if (seen[n]! > 0) {
      duplicates++;
      return;
    }
    seen[n] = 1;
    if (n < (last.get(message.partition) ?? -1)) disordered++;
    last.set(message.partition, n);
  });
  return { missing: seen.filter((times) => times === 0).length, duplicates, disordered };
}
