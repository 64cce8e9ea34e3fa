import type { Admin, Kafka, Message, Producer, ProducerBatch } from 'kafkajs';
import type { ConsumptionOptions, Outgoing, WrittenMessage } from './client.ts';
import { asKafkaError } from './kafka-error.ts';

/** What sends messages: a producer, or a transaction of one. */
type Sender = Pick<Producer, 'sendBatch'>;

/** Bytes of messages of one request; brokers take 1 MiB of a partition unless they are told otherwise. */
const mostBytes = 900 * 1024;

/**
 * Messages of one request. The client copies a partition's list of messages for each message that it puts there, so that a long
 * request costs more than several short ones.
 */
const mostMessages = 256;

/** What a message takes besides its key, value and headers. */
const messageOverhead = 64;

/** Writes messages, in their order, and waits until all replicas have them. */
export class KafkaJsOutput {
  readonly #producer: Producer;
  readonly #compression: number;

  constructor(producer: Producer, compression: number) {
    this.#producer = producer;
    this.#compression = compression;
  }

  connect(): Promise<void> {
    return this.#producer.connect();
  }

  async disconnect(): Promise<void> {
    await this.#producer.disconnect().catch(() => {});
  }

  async write(messages: readonly WrittenMessage[], sender: Sender = this.#producer): Promise<void> {
    let request: WrittenMessage[] = [];
    let bytes = 0;
    for (const message of messages) {
      const size = sizeOf(message);
      if (request.length === mostMessages || (bytes + size > mostBytes && request.length > 0)) {
        await this.#send(request, sender);
        request = [];
        bytes = 0;
      }
      request.push(message);
      bytes += size;
    }
    if (request.length > 0) await this.#send(request, sender);
  }

  async #send(messages: readonly WrittenMessage[], sender: Sender): Promise<void> {
    try {
      await sender.sendBatch(this.#batchOf(messages));
    } catch (error) {
      if (asKafkaError(error).code !== 'size') throw error;
      await this.#sendSmaller(messages, sender, error);
    }
  }

  /** Finds the message that is too large, so that the others come through. */
  async #sendSmaller(messages: readonly WrittenMessage[], sender: Sender, error: unknown): Promise<void> {
    if (messages.length > 1) {
      const half = messages.length >> 1;
      await this.#send(messages.slice(0, half), sender);
      await this.#send(messages.slice(half), sender);
      return;
    }
    const instead = messages[0]?.orElse;
    if (instead === undefined) throw error;
    await this.#send([instead], sender);
  }

  #batchOf(messages: readonly WrittenMessage[]): ProducerBatch {
    const topics = new Map<string, Message[]>();
    for (const message of messages) {
      const known = topics.get(message.topic);
      if (known === undefined) topics.set(message.topic, [clientMessage(message)]);
      else known.push(clientMessage(message));
    }
    return {
      acks: -1,
      compression: this.#compression,
      topicMessages: [...topics].map(([topic, all]) => ({ topic, messages: all })),
    };
  }
}

/** All have the same members in the same order, which is what makes the client's copies of them cheap. */
function clientMessage({ key, value, headers, partition, timestamp }: WrittenMessage): Message {
  // The client takes what is undefined for what is missing, which its types do not say.
  return { key, value, headers, partition, timestamp } as Message;
}

function sizeOf({ key, value, headers }: WrittenMessage): number {
  let size = messageOverhead + (key?.length ?? 0) + (value?.length ?? 0);
  for (const name in headers) {
    const held = headers[name];
    size +=
      name.length +
      (typeof held === 'string' || Buffer.isBuffer(held) ? held.length : String(held ?? '').length);
  }
  return size;
}

/** One partition's output. */
interface Owned {
  readonly producer: Producer;
  readonly output: KafkaJsOutput;
  /** The offset up to which it was done when it became ours. */
  readonly from: bigint;
}

/**
 * Output and offsets in transactions, one at a time for each partition that is read.
 *
 * Each partition has a transactional id of its own. Who is given a partition takes its id over first, which ends whatever
 * the owner before had open, waits for what it had committed, and keeps it from committing more; only then it asks where to
 * go on. So nothing is done twice, whenever a process dies, hangs or loses a partition.
 */
export class TransactionalOutputs {
  readonly #kafka: Kafka;
  readonly #admin: Admin;
  readonly #compression: number;
  readonly #options: ConsumptionOptions;
  readonly #owned = new Map<number, Promise<Owned>>();

  constructor(kafka: Kafka, admin: Admin, compression: number, options: ConsumptionOptions) {
    this.#kafka = kafka;
    this.#admin = admin;
    this.#compression = compression;
    this.#options = options;
  }

  /** Takes a partition over, if it is not ours yet. Returns the offset to go on from. */
  async begin(partition: number): Promise<bigint> {
    let owned = this.#owned.get(partition);
    if (owned === undefined) {
      owned = this.#take(partition);
      this.#owned.set(partition, owned);
      // Whoever waits for it hears of its failure; the next batch tries again.
      owned.catch(() => this.#owned.delete(partition));
    }
    return (await owned).from;
  }

  /** Writes messages and how far the partition was read, both or neither. */
  async write(partition: number, { messages, unknown }: Outgoing, offset: string): Promise<void> {
    const { producer, output } = await this.#owned.get(partition)!;
    const { topic, group: consumerGroupId } = this.#options;
    const transaction = await producer.transaction();
    try {
      await output.write(messages, transaction);
      await transaction.sendOffsets({
        consumerGroupId,
        topics: [{ topic, partitions: [{ partition, offset }] }],
      });
      await transaction.commit();
    } catch (error) {
      // It may have been committed all the same. Taking the partition over anew settles that, and says where to go on.
      this.#owned.delete(partition);
      unknown();
      await output.disconnect();
      throw error;
    }
  }

  /** The group gave out partitions anew: each has to be taken over again. */
  forget(): void {
    const all = [...this.#owned.values()];
    this.#owned.clear();
    for (const owned of all) void owned.then(({ output }) => output.disconnect()).catch(() => {});
  }

  async disconnect(): Promise<void> {
    const all = await Promise.allSettled(this.#owned.values());
    for (const owned of all) if (owned.status === 'fulfilled') await owned.value.output.disconnect();
  }

  async #take(partition: number): Promise<Owned> {
    const { topic, group } = this.#options;
    const producer = this.#kafka.producer({
      transactionalId: `${group}-${topic}-${partition}`,
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
    const output = new KafkaJsOutput(producer, this.#compression);
    await output.connect();
    // An empty transaction takes the id over: it waits until the one before has ended.
    await (await producer.transaction()).abort();
    const offsets = await this.#admin.fetchOffsets({ groupId: group, topics: [topic] });
    const committed = offsets[0]?.partitions.find((one) => one.partition === partition)?.offset ?? '-1';
    return { producer, output, from: BigInt(committed) };
  }
}
