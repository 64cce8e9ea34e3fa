import { compressions } from '../../input/kafka/compression.ts';
import { choice, text, textOr, texts, toggle, underHeading } from './flag.ts';

const secret = 'Secrets never stand among arguments, which every user of a machine can see.';

/** How `kafka` finds the brokers, what it reads and writes, and what it promises. */
export const kafkaFlags = {
  ...underHeading('Topics', {
    brokers: texts('HOST:PORT', 'Brokers to ask first: kafka-1:9092,kafka-2:9092'),
    group: text('NAME', 'Consumer group to be a member of'),
    from: text('TOPIC', 'Read messages of this topic'),
    to: text('TOPIC', 'Write annotated messages to this topic'),
    'dead-letter': text('TOPIC', 'Write messages that cannot be read to this topic, with the reason', {
      more: 'Without it they are passed on unchanged.',
    }),
    'exactly-once': toggle('Write output and offsets in transactions', {
      more: 'Otherwise every message is written at least once.',
    }),
  }),
  ...underHeading('Output', {
    format: choice(['text', 'ndjson'], 'Form of what is written', {
      short: 'o',
      alsoCalled: 'output',
      more: 'text annotates the value, ndjson makes each line of it one JSON object.',
    }),
    compression: choice(compressions, 'How written batches are compressed; all are read'),
  }),
  ...underHeading('Counts', {
    counts: text('TOPIC', 'Write summaries of windows of time to this compacted topic', {
      more: 'merge adds them up.',
    }),
    window: textOr('1m', 'TIME', 'Width of a window: 1m, 10m, 1h'),
    lateness: textOr('30s', 'TIME', 'How late the lines of a window may come'),
    metrics: text('[HOST]:PORT', 'Answer scrapes (OpenMetrics): :9464 is for this machine only', {
      more: '0.0.0.0:9464 is for all.',
    }),
  }),
  ...underHeading('Connection', {
    tls: toggle('Connect with TLS'),
    'tls-ca': text('FILE', 'Trust the certificates in this PEM file', { needs: ['tls', 'TLS'] }),
    'tls-cert': text('FILE', 'Show this certificate (PEM)', { needs: ['tls', 'TLS'] }),
    'tls-key': text('FILE', 'The key of that certificate (PEM)', { needs: ['tls', 'TLS'] }),
    'tls-name': text('NAME', 'The name in the certificate of the brokers', { needs: ['tls', 'TLS'] }),
    sasl: text('MECHANISM', 'Log in with plain, scram-sha-256, scram-sha-512 or oauthbearer'),
    user: text('NAME', 'User to log in as', { needs: ['sasl', 'a login'] }),
    'password-file': text('FILE', 'File with the password (or MOONCAKE_KAFKA_PASSWORD)', {
      more: secret,
      needs: ['sasl', 'a login'],
    }),
    'token-file': text('FILE', 'File with the token of oauthbearer (or MOONCAKE_KAFKA_TOKEN)', {
      more: 'It is read at each login.',
      needs: ['sasl', 'a login'],
    }),
  }),
} as const;
