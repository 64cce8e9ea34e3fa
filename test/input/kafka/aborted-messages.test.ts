import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FetchedMessage,
  type FetchedMessages,
  loadKafkaJs,
  withoutAborted,
} from '../../../src/input/kafka/load-kafkajs.ts';

interface Written extends FetchedMessage {
  readonly isSeen: boolean;
}

/** What producers write into one partition, in turns, each in transactions that are committed or aborted in the end. */
const log = fc
  .array(fc.record({ producer: fc.nat(3), what: fc.constantFrom('write', 'write', 'commit', 'abort') }), {
    minLength: 10,
    maxLength: 60,
  })
  .map((steps) => {
    const messages: (Omit<Written, 'isSeen'> & { isSeen: boolean })[] = [];
    const aborted: { producerId: string; firstOffset: string; last: number }[] = [];
    const open = new Map<number, number[]>();
    const end = (producer: number, type: number): void => {
      const own = open.get(producer);
      if (own === undefined) return;
      open.delete(producer);
      const key = Buffer.from([0, 0, 0, type]);
      const producerId = String(producer);
      messages.push({
        offset: String(messages.length),
        key,
        isControlRecord: true,
        batchContext: { producerId, inTransaction: true },
        isSeen: false,
      });
      if (type === 1) for (const at of own) messages[at]!.isSeen = true;
      else aborted.push({ producerId, firstOffset: String(own[0]), last: messages.length - 1 });
    };
    for (const { producer, what } of steps) {
      if (what !== 'write') end(producer, what === 'commit' ? 1 : 0);
      else {
        open.set(producer, [...(open.get(producer) ?? []), messages.length]);
        // A key of a message may look like the mark of an aborted transaction.
        const key = messages.length % 3 === 0 ? Buffer.alloc(4) : null;
        messages.push({
          offset: String(messages.length),
          key,
          batchContext: { producerId: String(producer), inTransaction: true },
          isSeen: false,
        });
      }
    }
    for (const producer of [...open.keys()]) end(producer, 0);
    return { messages: messages as readonly Written[], aborted };
  });

describe('messages of aborted transactions', () => {
  it('are not seen, wherever an answer of the broker begins', () => {
    fc.assert(
      fc.property(log, fc.nat(99), ({ messages, aborted }, share) => {
        const from = Math.floor((messages.length * share) / 100);
        const fetched = messages.slice(from);
        // The broker names those that reach into what it gives.
        const abortedTransactions = aborted.filter(({ last }) => last >= from).reverse();
        const seen = withoutAborted<Written>({
          messages: fetched,
          abortedTransactions,
        });
        const offsets = (all: readonly Written[]): string[] =>
          all.filter(({ isControlRecord }) => isControlRecord !== true).map(({ offset }) => offset);
        expect(offsets(seen)).toEqual(offsets(fetched.filter(({ isSeen }) => isSeen)));
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('are filtered so by the client that is loaded', async () => {
    await loadKafkaJs();
    const require = createRequire(import.meta.url);
    const file = require.resolve('kafkajs/src/consumer/filterAbortedMessages.js');
    expect(require(file) as (fetched: FetchedMessages<FetchedMessage>) => unknown).toBe(withoutAborted);
    const Batch = require('kafkajs/src/consumer/batch.js') as new (
      topic: string,
      from: string,
      data: object,
    ) => { readonly messages: readonly FetchedMessage[] };
    const message = (offset: number, producerId: string): FetchedMessage => ({
      offset: String(offset),
      key: null,
      batchContext: { producerId, inTransaction: true },
    });
    const { messages } = new Batch('logs', '2', {
      partition: 0,
      highWatermark: '4',
      messages: [message(2, '8'), message(3, '7')],
      abortedTransactions: [
        { producerId: '7', firstOffset: '0' },
        { producerId: '8', firstOffset: '1' },
      ],
    });
    expect(messages).toEqual([]);
  });
});
