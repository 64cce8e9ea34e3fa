/** Messages of Kafka: what this program needs of a client, and the optional package that does it. */
export type {
  Consumption,
  ConsumptionEvents,
  ConsumptionOptions,
  KafkaBatch,
  KafkaClient,
  KafkaConnection,
  KafkaHeaders,
  Outgoing,
  ReadMessage,
  WrittenMessage,
} from './client.ts';
export { type Compression, compressions } from './compression.ts';
export { asKafkaError, KafkaError, type KafkaErrorCode } from './kafka-error.ts';
export { connectKafka } from './kafkajs-client.ts';
