import type { ConnectionOptions } from 'node:tls';
import type { Compression } from './compression.ts';
import type { KafkaError } from './kafka-error.ts';

/** Where the brokers are and who we are. Secrets are asked for at each connection, so that files may change. */
export interface KafkaConnection {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly tls: ConnectionOptions | undefined;
  readonly sasl:
    | {
        readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
        readonly username: string;
        readonly password: string;
      }
    | { readonly mechanism: 'oauthbearer'; readonly token: () => string }
    | undefined;
}

/** Headers as they are kept: a name may stand several times. */
type KafkaHeaders = Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;

/** One message as it was read; the time is in epoch milliseconds. */
export interface ReadMessage {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: KafkaHeaders | undefined;
  readonly timestamp: string;
}

/** Messages of one partition that follow each other. */
export interface KafkaBatch {
  readonly partition: number;
  readonly messages: readonly ReadMessage[];
  /** How many messages of the partition were not read yet. */
  readonly lag: number;
}

/** A message to write. */
export interface WrittenMessage {
  readonly topic: string;
  /** Undefined: by the key. */
  readonly partition?: number | undefined;
  readonly key: Buffer | string | null;
  readonly value: Buffer | string | null;
  readonly headers?: KafkaHeaders | undefined;
  readonly timestamp?: string | undefined;
  /** What to write if the broker takes no message so large. */
  readonly orElse?: WrittenMessage | undefined;
}

/** What becomes of a batch. */
export interface Outgoing {
  readonly messages: readonly WrittenMessage[];
  /** Called once everything was acknowledged, before the batch counts as done. */
  readonly done: () => void;
  /** Called when a transaction failed, so that nobody knows whether it was done; what was done is not asked for again. */
  readonly unknown: () => void;
}

/** How a topic is read as a member of a group. */
export interface ConsumptionOptions {
  readonly topic: string;
  readonly group: string;
  /** Whether output and offset are one transaction; else an offset is committed after its output was acknowledged. */
  readonly exactlyOnce: boolean;
  readonly compression: Compression;
  /** What becomes of a batch; it may be asked again for the same batch, if the first answer could not be written. */
  readonly work: (batch: KafkaBatch) => Outgoing;
  readonly events: ConsumptionEvents;
}

/** What is told while a topic is read. */
interface ConsumptionEvents {
  /** The group gave out partitions anew; these are ours now. */
  readonly assigned: (partitions: readonly number[]) => void;
  /** Something failed and is tried again. */
  readonly retried: (error: KafkaError) => void;
}

/** A topic that is being read. */
export interface Consumption {
  /** Resolves when reading ended because it was stopped; rejects with a `KafkaError` when it can not go on. */
  readonly ended: Promise<void>;
  /** Finishes what is being written, hands partitions over, and ends reading. */
  readonly stop: () => Promise<void>;
}

/** What this program needs of a client of Kafka. */
export interface KafkaClient {
  /** How many partitions topics have. Rejects with a `KafkaError` for a topic that does not exist or may not be seen. */
  readonly partitions: (topics: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  readonly consume: (options: ConsumptionOptions) => Promise<Consumption>;
  readonly close: () => Promise<void>;
}
