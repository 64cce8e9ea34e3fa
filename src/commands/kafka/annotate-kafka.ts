import { randomUUID } from 'node:crypto';
import type { KafkaClient, KafkaConnection } from '../../input/kafka/client.ts';
import type { Compression } from '../../input/kafka/compression.ts';
import type { KafkaError } from '../../input/kafka/kafka-error.ts';
import { connectKafka } from '../../input/kafka/kafkajs-client.ts';
import { type MetricsAddress, serveMetrics } from '../../output/http.ts';
import type { Finding } from '../../recognise/finding.ts';
import { openMetricsType, streamMetrics } from '../../render/messages/stream-metrics.ts';
import { MessageAnnotator, type MessageChoice } from './message-annotator.ts';

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

/** What one batch adds, before it is certain that it counts. */
export class BatchCounts {
  messages = 0;
  lines = 0;
  found = 0;
  faults = 0;
  readonly groups = new Map<string, number>();
  readonly #done: (counts: BatchCounts) => void;

  constructor(done: (counts: BatchCounts) => void) {
    this.#done = done;
  }

  message(): void {
    this.messages++;
  }

  line(findings: readonly Finding[]): void {
    this.lines++;
    if (findings.length === 0) return;
    this.found++;
    const groups = new Set(findings.map(({ component, group }) => `${component}\0${group}`));
    for (const group of groups) this.groups.set(group, (this.groups.get(group) ?? 0) + 1);
  }

  unreadable(): void {
    this.faults++;
  }

  done(): void {
    this.#done(this);
  }
}

/** Counts what passes through this process, since it began. */
export class StreamCounts {
  messages = 0;
  lines = 0;
  found = 0;
  /** Messages that could not be read. */
  unreadable = 0;
  /** What failed and was tried again. */
  errors = 0;
  rebalances = 0;
  /** Lines with a finding by component and group, joined by NUL. */
  readonly groups = new Map<string, number>();
  /** Messages that wait, by partition. */
  readonly lag = new Map<number, number>();

  /** Begins a batch; it counts once it is done. */
  begin(partition: number, lag: number): BatchCounts {
    return new BatchCounts((counts) => {
      this.messages += counts.messages;
      this.lines += counts.lines;
      this.found += counts.found;
      this.unreadable += counts.faults;
      for (const [group, lines] of counts.groups)
        this.groups.set(group, (this.groups.get(group) ?? 0) + lines);
      this.lag.set(partition, lag);
    });
  }

  /** Says which partitions are ours now. */
  assigned(partitions: readonly number[]): void {
    this.rebalances++;
    for (const partition of this.lag.keys()) if (!partitions.includes(partition)) this.lag.delete(partition);
  }
}
