import type { Admin, Kafka, Producer } from 'kafkajs';
import type { ConsumptionOptions, Outgoing } from './client.ts';
import { KafkaJsOutput } from './kafkajs-output.ts';

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
