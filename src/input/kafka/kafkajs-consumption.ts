import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Consumption, ConsumptionOptions, KafkaBatch, Outgoing, ReadMessage } from './client.ts';
import { asKafkaError, type KafkaError } from './kafka-error.ts';
import { KafkaJsOutput, TransactionalOutputs } from './kafkajs-output.ts';
import type { KafkaJs } from './load-kafkajs.ts';

/** How long the group waits for a member that says nothing, and how often one says something, in milliseconds. */
const sessionTimeout = 10_000;
const heartbeatInterval = 1000;

/** How long a broker keeps an answer back while it has nothing: a stop waits for that. */
const maxWaitTimeInMs = 250;

/** Messages of a partition in one answer: the output of such a batch fits into few requests. */
const maxBytesPerPartition = 512 * 1024;

/** Milliseconds between two tries to write, at most. */
const longestPause = 2000;

/** Partitions that are worked on at the same time, so that one that stands still holds up no other. */
const partitionsConsumedConcurrently = 6;

/** Reads a topic through kafkajs as a member of a group: a batch's offset moves on once its output was acknowledged. */
export class KafkaJsConsumption implements Consumption {
  readonly ended: Promise<void>;
  readonly #consumer: Consumer;
  readonly #options: ConsumptionOptions;
  readonly #plain: KafkaJsOutput;
  readonly #transactions: TransactionalOutputs | undefined;
  /** How often in a row a partition's output was refused. */
  readonly #tries = new Map<number, number>();
  /** Batches that are being worked on. */
  readonly #working = new Set<Promise<void>>();
  #stopped = false;
  #end: (error?: unknown) => void = () => {};

  constructor(kafka: Kafka, admin: Admin, kafkajs: KafkaJs, options: ConsumptionOptions) {
    this.#options = options;
    this.ended = new Promise((resolve, reject) => {
      this.#end = (error) => (error === undefined ? resolve() : reject(error));
    });
    this.#consumer = kafka.consumer({
      groupId: options.group,
      sessionTimeout,
      heartbeatInterval,
      maxWaitTimeInMs,
      maxBytesPerPartition,
      retry: { initialRetryTime: 100, maxRetryTime: 2000, restartOnFailure: async () => !this.#stopped },
    });
    const compression = compressionType(kafkajs, options);
    this.#plain = new KafkaJsOutput(kafka.producer({ allowAutoTopicCreation: false }), compression);
    this.#transactions = options.exactlyOnce
      ? new TransactionalOutputs(kafka, admin, compression, options)
      : undefined;
  }

  /** Joins the group and begins to read. */
  async start(): Promise<void> {
    const { topic, events } = this.#options;
    const { GROUP_JOIN, CRASH } = this.#consumer.events;
    this.#consumer.on(GROUP_JOIN, ({ payload }) => {
      this.#transactions?.forget();
      events.assigned(payload.memberAssignment[topic] ?? []);
    });
    this.#consumer.on(CRASH, ({ payload }) => {
      const error = asKafkaError(payload.error);
      if (payload.restart) events.retried(error);
      else this.#fail(error);
    });
    try {
      await this.#plain.connect();
      await this.#consumer.connect();
      await this.#consumer.subscribe({ topics: [topic], fromBeginning: true });
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently,
        eachBatch: (payload) => this.#batch(payload),
      });
    } catch (error) {
      await this.stop();
      throw asKafkaError(error);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#consumer.disconnect().catch(() => {});
    await Promise.all([this.#plain.disconnect(), this.#transactions?.disconnect()]);
    this.#end();
  }

  #fail(error: unknown): void {
    this.#stopped = true;
    this.#end(error);
  }

  async #batch(payload: EachBatchPayload): Promise<void> {
    if (this.#stopped) return;
    // Whatever output waits for, the group hears from us; that it gives out partitions anew is told once we are done.
    const beating = setInterval(() => void payload.heartbeat().catch(() => {}), heartbeatInterval / 4);
    const working = this.#write(payload)
      .catch((error) => this.#refused(asKafkaError(error), payload))
      .finally(() => clearInterval(beating));
    this.#working.add(working);
    await working;
    this.#working.delete(working);
    try {
      await payload.heartbeat();
    } catch (error) {
      // The client joins the group again as soon as one batch says so; offsets of the others are still to be committed.
      await Promise.all(this.#working);
      throw error;
    }
  }

  async #write({ batch, commitOffsetsIfNecessary, resolveOffset }: EachBatchPayload): Promise<void> {
    const { topic, partition, highWatermark } = batch;
    const next = BigInt(batch.lastOffset()) + 1n;
    const offset = String(next);
    const messages = await this.#notYetDone(partition, batch.messages);
    if (messages.length > 0) {
      const lag = Number(BigInt(highWatermark) - next);
      const out = this.#work({ partition, messages, lag });
      if (out === undefined) return;
      if (this.#transactions === undefined) await this.#plain.write(out.messages);
      else await this.#transactions.write(partition, out, offset);
      out.done();
    }
    this.#tries.delete(partition);
    resolveOffset(batch.messages.at(-1)!.offset);
    if (this.#transactions === undefined)
      await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] });
  }

  /** What fails here is a mistake of this program: trying again would fail again. */
  #work(batch: KafkaBatch): Outgoing | undefined {
    try {
      return this.#options.work(batch);
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  /** With transactions: what another process has not done by now, whose partition this was. */
  async #notYetDone(
    partition: number,
    messages: readonly (ReadMessage & { readonly offset: string })[],
  ): Promise<readonly ReadMessage[]> {
    const from = await this.#transactions?.begin(partition);
    return from === undefined ? messages : messages.filter(({ offset }) => BigInt(offset) >= from);
  }

  /** Leaves a partition alone for a while that could not be written; ends everything for what does not pass by itself. */
  #refused(error: KafkaError, { batch: { partition }, pause }: EachBatchPayload): void {
    if (!error.isPassing) {
      this.#fail(error);
      return;
    }
    // The group says itself where to go on.
    if (error.code === 'rebalance') return;
    const tries = (this.#tries.get(partition) ?? 0) + 1;
    this.#tries.set(partition, tries);
    const resume = pause();
    setTimeout(resume, Math.min(longestPause, 50 * 2 ** tries)).unref();
    this.#options.events.retried(error);
  }
}

function compressionType({ CompressionTypes }: KafkaJs, { compression }: ConsumptionOptions): number {
  const types = {
    none: CompressionTypes.None,
    gzip: CompressionTypes.GZIP,
    snappy: CompressionTypes.Snappy,
    lz4: CompressionTypes.LZ4,
    zstd: CompressionTypes.ZSTD,
  };
  return types[compression];
}
