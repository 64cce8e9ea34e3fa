import { createRequire } from 'node:module';
import { lz4, snappy, zstd } from './compression.ts';
import { KafkaError } from './kafka-error.ts';

/** What a client's filter is given of one answer of the broker for one partition. */
export interface FetchedMessages<Message extends FetchedMessage> {
  readonly messages: readonly Message[];
  /** Transactions that were aborted, of which messages may be among these. */
  readonly abortedTransactions?:
    | readonly { readonly producerId: string | number; readonly firstOffset: string | number }[]
    | null
    | undefined;
}

/** A message, or the mark that ends a transaction. */
export interface FetchedMessage {
  readonly offset: string;
  readonly key: Buffer | string | null;
  readonly isControlRecord?: boolean;
  readonly batchContext: { readonly producerId: string | number; readonly inTransaction: boolean };
}

/** The key of the mark of an aborted transaction: version 0, type 0 (Kafka's ControlRecordType). */
const abortKey = Buffer.alloc(4);

/**
 * The messages that no aborted transaction wrote.
 *
 * The filter of kafkajs 2.2.4 (src/consumer/filterAbortedMessages.js) begins one aborted transaction a message at most: where
 * several were open at a time, as of many partitions' writers when a broker restarts, it shows messages of those that it has not
 * come to yet. It also takes any message with four zero bytes as its key for the end of one.
 */
export function withoutAborted<Message extends FetchedMessage>({
  messages,
  abortedTransactions,
}: FetchedMessages<Message>): readonly Message[] {
  if (!abortedTransactions?.length) return messages;
  const aborted = abortedTransactions
    .map(({ producerId, firstOffset }) => ({ producerId: String(producerId), first: BigInt(firstOffset) }))
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const open = new Set<string>();
  let next = 0;
  return messages.filter(({ offset, key, isControlRecord, batchContext }) => {
    const at = BigInt(offset);
    for (; next < aborted.length && aborted[next]!.first <= at; next++) open.add(aborted[next]!.producerId);
    const producerId = String(batchContext.producerId);
    if (isControlRecord === true) {
      if (key !== null && Buffer.from(key).equals(abortKey)) open.delete(producerId);
      return true;
    }
    return !(batchContext.inTransaction && open.has(producerId));
  });
}

/** The client's package, which is installed only by those who need it. */
export type KafkaJs = typeof import('kafkajs');

/** The command that installs the client and what it reads compressed batches with. */
export const installCommand = 'npm install kafkajs@2 snappyjs@0.7 lz4js@0.2';

/**
 * Loads kafkajs and tells it how batches are compressed.
 *
 * Two clients were compared. @platformatic/kafka 1.35, the last line for Node 20, lets a reader of committed messages see
 * those of an aborted transaction whose end came in another answer of the broker
 * (dist/clients/consumer/consumer.js, #filterUncommittedMessages), joins a group again while a transaction is open, and
 * reads no zstd on Node 20. kafkajs 2.2.4 shows some, too, where several transactions were open, but that is one function, which
 * is replaced here.
 */
export async function loadKafkaJs(): Promise<KafkaJs> {
  let kafkajs: KafkaJs;
  try {
    replaceFilter();
    // It is a classic script, of which a module sees some names only.
    const module: KafkaJs & { readonly default?: KafkaJs } = await import('kafkajs');
    kafkajs = module.default ?? module;
  } catch (error) {
    throw new KafkaError('no client', 'kafka needs a package that is not installed', installCommand, {
      cause: error,
    });
  }
  const { CompressionTypes, CompressionCodecs } = kafkajs;
  Object.assign(CompressionCodecs, {
    [CompressionTypes.Snappy]: () => snappy,
    [CompressionTypes.LZ4]: () => lz4,
    [CompressionTypes.ZSTD]: () => zstd,
  });
  return kafkajs;
}

/** Puts our filter of aborted messages in the place of the client's, which takes hold if the client was not loaded before. */
function replaceFilter(): void {
  const require = createRequire(import.meta.url);
  const file = require.resolve('kafkajs/src/consumer/filterAbortedMessages.js');
  require(file);
  require.cache[file]!.exports = withoutAborted;
}
