import type { Message, Producer, ProducerBatch } from 'kafkajs';
import type { WrittenMessage } from './client.ts';
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
