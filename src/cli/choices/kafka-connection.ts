import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type { KafkaConnection } from '../../input/kafka/client.ts';
import { compressions } from '../../input/kafka/compression.ts';
import type { MetricsAddress } from '../../output/http.ts';
import { choiceFlag, textFlag, textFlagOr, textsFlag, toggleFlag, underHeading } from '../flags/flag.ts';
import { UsageError } from '../usage-error.ts';

const secretsNote = 'Secrets never stand among arguments, which every user of a machine can see.';

/** How `kafka` finds the brokers, what it reads and writes, and what it promises. */
export const kafkaFlags = {
  ...underHeading('Topics', {
    brokers: textsFlag('HOST:PORT', 'Brokers to ask first: kafka-1:9092,kafka-2:9092'),
    'consumer-group': textFlag('NAME', 'Consumer group to be a member of'),
    from: textFlag('TOPIC', 'Read messages of this topic'),
    to: textFlag('TOPIC', 'Write annotated messages to this topic'),
    'dead-letter': textFlag('TOPIC', 'Write messages that cannot be read to this topic, with the reason', {
      more: 'Without it they are passed on unchanged.',
    }),
    'exactly-once': toggleFlag('Write output and offsets in transactions', {
      more: 'Otherwise every message is written at least once.',
    }),
  }),
  ...underHeading('Output', {
    format: choiceFlag(['text', 'ndjson'], 'Form of what is written', {
      short: 'o',
      alsoCalled: 'output',
      more: 'text annotates the value, ndjson makes each line of it one JSON object.',
    }),
    compression: choiceFlag(compressions, 'How written batches are compressed; all are read'),
  }),
  ...underHeading('Counts', {
    counts: textFlag('TOPIC', 'Write summaries of windows of time to this compacted topic', {
      more: 'merge adds them up.',
    }),
    window: textFlagOr('1m', 'TIME', 'Width of a window: 1m, 10m, 1h'),
    lateness: textFlagOr('30s', 'TIME', 'How late the lines of a window may come'),
    metrics: textFlag('[HOST]:PORT', 'Answer scrapes (OpenMetrics): :9464 is for this machine only', {
      more: '0.0.0.0:9464 is for all.',
    }),
  }),
  ...underHeading('Connection', {
    tls: toggleFlag('Connect with TLS'),
    'tls-ca': textFlag('FILE', 'Trust the certificates in this PEM file', { needs: ['tls', 'TLS'] }),
    'tls-cert': textFlag('FILE', 'Show this certificate (PEM)', { needs: ['tls', 'TLS'] }),
    'tls-key': textFlag('FILE', 'The key of that certificate (PEM)', { needs: ['tls', 'TLS'] }),
    'tls-name': textFlag('NAME', 'The name in the certificate of the brokers', { needs: ['tls', 'TLS'] }),
    sasl: textFlag('MECHANISM', 'Log in with plain, scram-sha-256, scram-sha-512 or oauthbearer'),
    user: textFlag('NAME', 'User to log in as', { needs: ['sasl', 'a login'] }),
    'password-file': textFlag('FILE', 'File with the password (or MOONCAKE_KAFKA_PASSWORD)', {
      more: secretsNote,
      needs: ['sasl', 'a login'],
    }),
    'token-file': textFlag('FILE', 'File with the token of oauthbearer (or MOONCAKE_KAFKA_TOKEN)', {
      more: 'It is read at each login.',
      needs: ['sasl', 'a login'],
    }),
  }),
} as const;

/** The arguments about connections as typed. */
export interface ConnectionFlags {
  readonly brokers?: readonly string[] | undefined;
  readonly tls: boolean;
  readonly tlsCa?: string | undefined;
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  readonly tlsName?: string | undefined;
  readonly sasl?: string | undefined;
  readonly user?: string | undefined;
  readonly passwordFile?: string | undefined;
  readonly tokenFile?: string | undefined;
}

/** The variables that secrets may stand in: never on the command line, which every user of a machine can see. */
const passwordVariable = 'MOONCAKE_KAFKA_PASSWORD';
const tokenVariable = 'MOONCAKE_KAFKA_TOKEN';

/**
 * Decides how to connect.
 *
 * @param environment the process's variables
 * @throws UsageError for what does not fit together, or a file that cannot be read
 */
export function connectionChoice(typed: ConnectionFlags, environment: NodeJS.ProcessEnv): KafkaConnection {
  if (typed.brokers === undefined)
    throw new UsageError('kafka needs --brokers', 'for example --brokers kafka-1:9092');
  const brokers = typed.brokers.flatMap((list) => list.split(',')).map((broker) => broker.trim());
  for (const broker of brokers)
    if (!/^(?:\[[\da-f:]+\]|[\w.-]+):\d+$/i.test(broker))
      throw new UsageError(`--brokers needs HOST:PORT, not "${broker}"`, 'for example kafka-1:9092');
  return {
    brokers,
    clientId: 'mooncake-annotate',
    tls: tlsChoice(typed),
    sasl: loginChoice(typed, environment),
  };
}

/** Reads `:9464` or `0.0.0.0:9464`; without a host it is this machine only. */
export function metricsAddress(typed: string | undefined): MetricsAddress | undefined {
  if (typed === undefined) return undefined;
  const match = /^(\[[\da-f:]+\]|[\w.-]*):(\d{1,5})$/i.exec(typed);
  const port = Number(match?.[2]);
  if (match === null || port > 65_535)
    throw new UsageError(`--metrics needs an address, not "${typed}"`, 'for example :9464 or 0.0.0.0:9464');
  return { host: match[1] === '' ? '127.0.0.1' : match[1]!.replaceAll(/[[\]]/g, ''), port };
}

function tlsChoice({ tls, tlsCa, tlsCert, tlsKey, tlsName }: ConnectionFlags): ConnectionOptions | undefined {
  if (!tls) return undefined;
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new UsageError('--tls-cert and --tls-key belong together', 'give both or none');
  return {
    ...(tlsCa === undefined ? {} : { ca: readText('--tls-ca', tlsCa) }),
    ...(tlsCert === undefined ? {} : { cert: readText('--tls-cert', tlsCert) }),
    ...(tlsKey === undefined ? {} : { key: readText('--tls-key', tlsKey) }),
    ...(tlsName === undefined ? {} : { servername: tlsName }),
  };
}

function loginChoice(
  { sasl, user, passwordFile, tokenFile }: ConnectionFlags,
  environment: NodeJS.ProcessEnv,
): KafkaConnection['sasl'] {
  if (sasl === undefined) return undefined;
  if (sasl === 'oauthbearer') {
    const token = (): string => secret('--token-file', tokenFile, environment[tokenVariable], tokenVariable);
    token();
    return { mechanism: sasl, token };
  }
  if (sasl !== 'plain' && sasl !== 'scram-sha-256' && sasl !== 'scram-sha-512')
    throw new UsageError(
      `--sasl does not know "${sasl}"`,
      'one of plain, scram-sha-256, scram-sha-512, oauthbearer',
    );
  if (user === undefined) throw new UsageError(`--sasl ${sasl} needs a --user`, 'name one');
  const password = secret('--password-file', passwordFile, environment[passwordVariable], passwordVariable);
  return { mechanism: sasl, username: user, password };
}

function secret(flag: string, file: string | undefined, value: string | undefined, variable: string): string {
  if (file !== undefined) return readText(flag, file).replace(/\r?\n$/, '');
  if (value !== undefined && value !== '') return value;
  throw new UsageError(
    `--sasl needs ${flag} or the variable ${variable}`,
    'secrets never stand among arguments',
  );
}

function readText(flag: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${flag}: cannot read ${file}: ${code}`, 'check the path and its permissions');
  }
}
