import { loadKafkaJs } from '../../src/input/kafka/load-kafkajs.ts';

// The client as the program uses it: what is compressed can be read, and what was aborted is not seen. It has to come first.
await loadKafkaJs();
