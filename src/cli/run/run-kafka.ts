import { annotateKafka, type KafkaOptions } from '../../commands/kafka/annotate-kafka.ts';
import type { MessageChoice } from '../../commands/kafka/message-annotator.ts';
import { StopSignal } from '../../commands/stop-signal.ts';
import { type Compression, canWrite } from '../../input/kafka/compression.ts';
import { FindingFilter } from '../../recognise/finding.ts';
import { Recogniser } from '../../recognise/recogniser.ts';
import { TimestampParser } from '../../recognise/time/timestamp-parser.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';
import { loadCatalogue } from '../choices/catalogue-choice.ts';
import { type FindingFlags, findingChoice } from '../choices/finding-choice.ts';
import { type ConnectionFlags, connectionChoice, metricsAddress } from '../choices/kafka-connection.ts';
import { UsageError } from '../usage-error.ts';
import { readDuration, readSize } from '../values/quantities.ts';

/** The arguments of `kafka` as typed. */
interface KafkaArguments extends FindingFlags, ConnectionFlags {
  readonly catalogue?: readonly string[] | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly timezone: string;
  readonly maxLine: string;
  readonly consumerGroup: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly deadLetter?: string | undefined;
  readonly exactlyOnce: boolean;
  readonly format: 'text' | 'ndjson';
  readonly compression: Compression;
  readonly counts?: string | undefined;
  readonly window: string;
  readonly lateness: string;
  readonly metrics?: string | undefined;
}

const example = 'kafka --brokers kafka-1:9092 --consumer-group annotators --from logs --to logs.annotated';

/** Decides what was typed and annotates messages until it is stopped. Returns the exit status. */
export async function runKafka(typed: KafkaArguments): Promise<number> {
  const tell = (line: string): void => void process.stderr.write(`mooncake-annotate: ${line}\n`);
  const options: Omit<KafkaOptions, 'stop'> = {
    group: required('--consumer-group', typed.consumerGroup),
    messages: await messageChoice(typed),
    connection: connectionChoice(typed, process.env),
    exactlyOnce: typed.exactlyOnce,
    compression: typed.compression,
    metrics: metricsAddress(typed.metrics),
    tell,
  };
  const stop = new StopSignal();
  const counts = await annotateKafka({ ...options, stop: stop.signal }).finally(() => stop.release());
  tell(
    `${counts.messages} messages, ${counts.lines} lines read, ${counts.found} with a code; ${counts.unreadable} messages could not be read`,
  );
  // A service that is told to stop has done what it is for.
  return stop.status === 143 ? 0 : (stop.status ?? 0);
}

async function messageChoice(typed: KafkaArguments): Promise<KafkaOptions['messages']> {
  const { deadLetter, counts, compression } = typed;
  const from = required('--from', typed.from);
  const to = required('--to', typed.to);
  const topics = [from, to, deadLetter, counts].filter((topic) => topic !== undefined);
  if (new Set(topics).size < topics.length)
    throw new UsageError(
      '--from, --to, --dead-letter and --counts need topics of their own',
      'a topic that is read and written never ends',
    );
  if (!canWrite(compression))
    throw new UsageError('--compression zstd needs Node 22.15 or newer', 'use lz4, or a newer Node');
  const width = readDuration(typed.window, '--window');
  if (width < 1000) throw new UsageError('--window needs at least a second', 'for example 1m');
  const catalogue = await loadCatalogue(typed.catalogue, typed.pack);
  const choice = findingChoice({ ...typed, group: undefined }, catalogue);
  const only = choice.components?.length === 1 ? choice.components[0] : undefined;
  const zone = new ZoneFormat(typed.timezone);
  const windows: NonNullable<MessageChoice['counts']>['windows'] = {
    width,
    lateness: readDuration(typed.lateness, '--lateness'),
    iso: (time) => zone.iso(time),
  };
  return {
    recogniser: new Recogniser(catalogue, {
      implied: typed.implied,
      normal: typed.normal,
      ...(only === undefined ? {} : { component: only }),
    }),
    filter: new FindingFilter(choice),
    clock: () => new TimestampParser({ timezone: typed.timezone, latest: Date.now() }),
    longest: readSize(typed.maxLine, '--max-line'),
    output: typed.format,
    from,
    to,
    deadLetter,
    counts: counts === undefined ? undefined : { topic: counts, windows },
  };
}

function required(flag: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new UsageError(`kafka needs ${flag}`, `for example ${example}`);
}
