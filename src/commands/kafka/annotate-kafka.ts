import { randomUUID } from 'node:crypto';
import type { KafkaClient, KafkaConnection } from '../../input/kafka/client.ts';
import type { Compression } from '../../input/kafka/compression.ts';
import type { KafkaError } from '../../input/kafka/kafka-error.ts';
import { connectKafka } from '../../input/kafka/kafkajs-client.ts';
import { type MetricsAddress, serveMetrics } from '../../output/http.ts';
import { openMetricsType, streamMetrics } from '../../render/messages/stream-metrics.ts';
import { MessageAnnotator, type MessageChoice } from './message-annotator.ts';
import { StreamCounts } from './stream-counts.ts';

/** Everything `kafka` needs to know, decided. */
export interface KafkaOptions {
  readonly connection: KafkaConnection;
  readonly group: string;
  readonly exactlyOnce: boolean;
  readonly compression: Compression;
  readonly messages: Omit<MessageChoice, 'partitions' | 'member'>;
  readonly metrics: MetricsAddress | undefined;
  readonly stop: AbortSignal;
  /** Takes lines for standard error. */
  readonly tell: (line: string) => void;
}

/**
 * Annotates messages as a member of a consumer group until it is stopped.
 *
 * @throws KafkaError when it can not begin, or not go on
 */
export async function annotateKafka(options: KafkaOptions): Promise<StreamCounts> {
  const counts = new StreamCounts();
  const client = await connectKafka(options.connection);
  try {
    await annotateWith(client, options, counts);
  } finally {
    // An open connection would keep the process.
    await client.close();
  }
  return counts;
}

async function annotateWith(client: KafkaClient, options: KafkaOptions, counts: StreamCounts): Promise<void> {
  const { messages, metrics, stop, tell } = options;
  const { from, to, deadLetter, counts: windows } = messages;
  const topics = [from, to, deadLetter, windows?.topic].filter((topic) => topic !== undefined);
  const partitions = (await client.partitions(topics)).get(to)!;
  const annotator = new MessageAnnotator({ ...messages, partitions, member: randomUUID() }, counts);
  const endpoint =
    metrics === undefined
      ? undefined
      : await serveMetrics(metrics, openMetricsType, () => streamMetrics(counts));
  const retries = new RetryReport(tell);
  try {
    const consumption = await client.consume({
      topic: from,
      group: options.group,
      exactlyOnce: options.exactlyOnce,
      compression: options.compression,
      work: (batch) => annotator.annotate(batch),
      events: {
        assigned: (ours) => {
          counts.assigned(ours);
          annotator.beginAnew();
          tell(`${options.group}: reading ${ours.length} partition(s) of ${from}`);
        },
        retried: (error) => {
          counts.errors++;
          retries.tell(error);
        },
      },
    });
    const end = (): void => void consumption.stop();
    if (stop.aborted) end();
    else stop.addEventListener('abort', end, { once: true });
    try {
      await consumption.ended;
    } finally {
      stop.removeEventListener('abort', end);
      await consumption.stop();
    }
  } finally {
    endpoint?.close();
  }
}

/** How long the same fault is not told again, in milliseconds. */
const quietTime = 10_000;

/** Tells what is tried again, the same fault once in a while. */
class RetryReport {
  readonly #tell: (line: string) => void;
  readonly #told = new Map<string, number>();

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  tell({ reason }: KafkaError): void {
    const now = Date.now();
    if (now - (this.#told.get(reason) ?? 0) < quietTime) return;
    // Faults may name addresses and numbers; those that are not told again are not worth keeping.
    for (const [told, at] of this.#told) if (now - at >= quietTime) this.#told.delete(told);
    this.#told.set(reason, now);
    this.#tell(`${reason}; trying again`);
  }
}
