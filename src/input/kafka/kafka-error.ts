/** What went wrong with Kafka; stable, for programs to branch on. */
type KafkaErrorCode =
  | 'no client'
  | 'unreachable'
  | 'login'
  | 'tls'
  | 'permission'
  | 'topic'
  | 'size'
  | 'compression'
  | 'rebalance'
  | 'failed';

/** A fault of a connection to Kafka, or one that a broker reports. The message is one line, `WHAT (TIP)`. */
export class KafkaError extends Error {
  override readonly name = 'KafkaError';

  /**
   * @param code what kind of fault
   * @param reason the fault in words
   * @param tip what the user can do about it
   * @param options the error underneath, if any
   */
  constructor(
    readonly code: KafkaErrorCode,
    readonly reason: string,
    readonly tip: string,
    options?: ErrorOptions,
  ) {
    super(`${reason} (${tip})`, options);
  }

  /** Whether trying again can help without anybody doing anything about it. */
  get isPassing(): boolean {
    return this.code === 'unreachable' || this.code === 'rebalance' || this.code === 'failed';
  }
}

/** What of a client's error decides what it is. */
interface ClientError {
  readonly name?: string;
  readonly type?: string;
  readonly code?: string | number;
  readonly message?: string;
  readonly cause?: unknown;
  readonly broker?: string;
}

/** Says what a client's error means. */
export function asKafkaError(error: unknown): KafkaError {
  if (error instanceof KafkaError) return error;
  const chain = causes(error);
  const known = chain.find((one) => one instanceof KafkaError);
  if (known instanceof KafkaError) return known;
  const text = chain.map(({ name, type, code, message }) => [name, type, code, message].join(' ')).join('\n');
  const last = (chain.at(-1)?.message?.split('\n')[0] ?? String(error)).replace(/^Connection error: /, '');
  const options = { cause: error };
  if (
    /SASLAuthentication|SASL_AUTHENTICATION_FAILED|ILLEGAL_SASL_STATE|UNSUPPORTED_SASL_MECHANISM/.test(text)
  )
    return new KafkaError(
      'login',
      `Kafka refused the login: ${last}`,
      'check --sasl, --user and the password or token',
      options,
    );
  if (/AUTHORIZATION_FAILED/.test(text))
    return new KafkaError('permission', `no permission: ${last}`, 'ask for the ACL that it names', options);
  if (/ERR_TLS|CERT|SELF_SIGNED|SSL routines|EPROTO|ERR_SSL|certificate/i.test(text))
    return new KafkaError(
      'tls',
      `no TLS connection: ${last}`,
      "check --tls, --tls-ca and the name in the broker's certificate (--tls-name)",
      options,
    );
  if (/REBALANCE_IN_PROGRESS|ILLEGAL_GENERATION|UNKNOWN_MEMBER_ID/.test(text))
    return new KafkaError('rebalance', 'the group gives out partitions anew', 'wait for it', options);
  if (/UNKNOWN_TOPIC_OR_PARTITION|INVALID_TOPIC/.test(text))
    return new KafkaError('topic', `unknown topic: ${last}`, 'create it, or check its name', options);
  if (/MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE/.test(text))
    return new KafkaError(
      'size',
      'a message is larger than the topic takes',
      "raise the topic's max.message.bytes",
      options,
    );
  if (/ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|Connection|BROKER_NOT_AVAILABLE|NoBrokerAvailable/.test(text))
    return new KafkaError(
      'unreachable',
      `cannot reach Kafka: ${last}`,
      'check --brokers, and whether they are up',
      options,
    );
  return new KafkaError('failed', `Kafka: ${last}`, 'see the logs of the brokers', options);
}

function causes(error: unknown): (ClientError & object)[] {
  const all: (ClientError & object)[] = [];
  for (let one = error; typeof one === 'object' && one !== null && all.length < 8; ) {
    all.push(one as ClientError & object);
    one = (one as ClientError).cause;
  }
  return all;
}
