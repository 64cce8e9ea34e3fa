/** What a client's filter is given of one answer of the broker for one partition. */
export interface FetchedMessages<Message extends FetchedMessage> {
  readonly messages: readonly Message[];
  /** Transactions that were aborted, of which messages may be among these. */
  readonly abortedTransactions?:
    | readonly { readonly producerId: string | number; readonly firstOffset: string | number }[]
    | null
    | undefined;
}

/** A message, or the mark that ends a transaction. */
export interface FetchedMessage {
  readonly offset: string;
  readonly key: Buffer | string | null;
  readonly isControlRecord?: boolean;
  readonly batchContext: { readonly producerId: string | number; readonly inTransaction: boolean };
}

/** The key of the mark of an aborted transaction: version 0, type 0 (Kafka's ControlRecordType). */
const abortKey = Buffer.alloc(4);

/**
 * The messages that no aborted transaction wrote.
 *
 * The filter of kafkajs 2.2.4 (src/consumer/filterAbortedMessages.js) begins one aborted transaction a message at most: where
 * several were open at a time, as of many partitions' writers when a broker restarts, it shows messages of those that it has not
 * come to yet. It also takes any message with four zero bytes as its key for the end of one.
 */
export function withoutAborted<Message extends FetchedMessage>({
  messages,
  abortedTransactions,
}: FetchedMessages<Message>): readonly Message[] {
  if (!abortedTransactions?.length) return messages;
  const aborted = abortedTransactions
    .map(({ producerId, firstOffset }) => ({ producerId: String(producerId), first: BigInt(firstOffset) }))
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const open = new Set<string>();
  let next = 0;
  return messages.filter(({ offset, key, isControlRecord, batchContext }) => {
    const at = BigInt(offset);
    for (; next < aborted.length && aborted[next]!.first <= at; next++) open.add(aborted[next]!.producerId);
    const producerId = String(batchContext.producerId);
    if (isControlRecord === true) {
      if (key !== null && Buffer.from(key).equals(abortKey)) open.delete(producerId);
      return true;
    }
    return !(batchContext.inTransaction && open.has(producerId));
  });
}
