import type { Kafka, KafkaConfig, SASLOptions } from 'kafkajs';
import type { ConsumptionOptions, KafkaClient, KafkaConnection } from './client.ts';
import { asKafkaError, KafkaError } from './kafka-error.ts';
import { KafkaJsConsumption } from './kafkajs-consumption.ts';
import { loadKafkaJs } from './load-kafkajs.ts';

/** A broker that comes back within seconds is not worth a word; a login that was refused is not worth a second try. */
const retry = { initialRetryTime: 100, maxRetryTime: 2000, retries: 4 };

/**
 * Connects to Kafka through kafkajs, once to see that it can be done.
 *
 * @throws KafkaError when the client is not installed, or no connection can be made
 */
export async function connectKafka(connection: KafkaConnection): Promise<KafkaClient> {
  const kafkajs = await loadKafkaJs();
  const kafka = new kafkajs.Kafka({
    ...configOf(connection),
    logLevel: kafkajs.logLevel.NOTHING,
    retry,
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
  } catch (error) {
    throw asKafkaError(error);
  }
  return {
    partitions: async (topics) => {
      const counts = new Map<string, number>();
      for (const topic of topics) counts.set(topic, await partitionCount(admin, topic));
      return counts;
    },
    consume: async (options: ConsumptionOptions) => {
      const consumption = new KafkaJsConsumption(kafka, admin, kafkajs, options);
      await consumption.start();
      return consumption;
    },
    close: () => admin.disconnect(),
  };
}

async function partitionCount(admin: ReturnType<Kafka['admin']>, topic: string): Promise<number> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]!.partitions.length;
  } catch (error) {
    const known = asKafkaError(error);
    if (known.code === 'topic')
      throw new KafkaError('topic', `topic ${topic} does not exist`, 'create it, or check its name', {
        cause: error,
      });
    if (known.code === 'permission')
      throw new KafkaError('permission', `no permission for topic ${topic}`, 'ask for an ACL for it', {
        cause: error,
      });
    throw known;
  }
}

function configOf({ brokers, clientId, tls, sasl }: KafkaConnection): KafkaConfig {
  return {
    brokers: [...brokers],
    clientId,
    connectionTimeout: 5000,
    ...(tls === undefined ? {} : { ssl: tls }),
    ...(sasl === undefined ? {} : { sasl: loginOf(sasl) }),
  };
}

function loginOf(sasl: NonNullable<KafkaConnection['sasl']>): SASLOptions {
  if (sasl.mechanism !== 'oauthbearer') return sasl as SASLOptions;
  return { mechanism: sasl.mechanism, oauthBearerProvider: async () => ({ value: sasl.token() }) };
}
