import { createRequire } from 'node:module';
import { withoutAborted } from './aborted-messages.ts';
import { lz4, snappy, zstd } from './compression.ts';
import { KafkaError } from './kafka-error.ts';

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
