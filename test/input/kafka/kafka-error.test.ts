import { describe, expect, it } from 'vitest';
import { asKafkaError } from '../../../src/input/kafka/kafka-error.ts';

/** An error as clients make them, with another one underneath. */
function failure(message: string, fields: object, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), fields);
}

describe('a fault of Kafka', () => {
  it.each([
    ['login', failure('SASL PLAIN authentication failed', { name: 'KafkaJSSASLAuthenticationError' }), false],
    ['permission', failure('Not authorized to access topics', { type: 'TOPIC_AUTHORIZATION_FAILED' }), false],
    ['tls', failure('Connection error: self-signed certificate', { name: 'KafkaJSConnectionError' }), false],
    ['topic', failure('This server does not host it', { type: 'UNKNOWN_TOPIC_OR_PARTITION' }), false],
    ['size', failure('The request included a message', { type: 'MESSAGE_TOO_LARGE' }), false],
    [
      'unreachable',
      failure('Connection error: connect ECONNREFUSED', { name: 'KafkaJSConnectionError' }),
      true,
    ],
    ['rebalance', failure('The group is rebalancing', { type: 'REBALANCE_IN_PROGRESS' }), true],
    ['failed', failure('Messages are rejected', { type: 'NOT_ENOUGH_REPLICAS' }), true],
  ] as const)('is told as %s, in one line, also from underneath', (code, error, isPassing) => {
    for (const one of [
      error,
      failure('retries exceeded', { name: 'KafkaJSNumberOfRetriesExceeded' }, error),
    ]) {
      const known = asKafkaError(one);
      expect(known).toMatchObject({ code, isPassing });
      expect(known.message).not.toContain('\n');
      expect(known.message.endsWith(`(${known.tip})`)).toBe(true);
    }
  });
});
