import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Broker } from './broker/broker.ts';
import { Member, untilDone } from './member.ts';
import { fill, nightLines, outcomeOf } from './messages.ts';

const password = 'a secret of this test';

/** Who may log in to the test's broker. */
export const users = [{ name: 'annotator', password }];

/** TLS with SCRAM and PLAIN works; what does not connect says why in one line, and no secret is seen anywhere. */
export async function secureConnections(broker: Broker): Promise<string> {
  const messages = 1000;
  await broker.topic('secure-logs', 2);
  await fill(broker, 'secure-logs', 2, nightLines(messages));
  const file = (name: string, text: string): string => {
    const at = path.join(broker.folder, name);
    writeFileSync(at, text);
    return at;
  };
  const right = file('password', `${password}\n`);
  const wrong = file('wrong-password', 'not this');
  const base = ['--from', 'secure-logs', '--to', 'secure-out', '--group', 'secure'];
  const tls = ['--brokers', broker.secureAddress, '--tls', '--tls-ca', path.join(broker.folder, 'ca.pem')];
  const login = ['--sasl', 'scram-sha-512', '--user', 'annotator'];
  await broker.topic('secure-out', 2);
  for (const [group, mechanism] of [
    ['scram', 'scram-sha-512'],
    ['plain', 'plain'],
  ] as const) {
    const member = new Member(
      [
        ...['--from', 'secure-logs', '--to', 'secure-out', '--group', group, ...tls],
        ...[
          '--sasl',
          mechanism,
          '--user',
          'annotator',
          '--compression',
          mechanism === 'plain' ? 'lz4' : 'snappy',
        ],
        ...(mechanism === 'plain' ? [] : ['--password-file', right]),
      ],
      mechanism === 'plain' ? { MOONCAKE_KAFKA_PASSWORD: password } : {},
    );
    try {
      await untilDone(broker, group, 'secure-logs', messages, [member]);
      const seen = readFileSync(`/proc/${member.child.pid}/cmdline`, 'utf8');
      const { ended } = await member.stop();
      assert.equal(ended.status, 0);
      assert.ok(!`${ended.stderr}${seen}`.includes(password));
    } finally {
      member.child.kill('SIGKILL');
    }
  }
  const { missing, duplicates } = await outcomeOf(broker, 'secure-out', messages);
  assert.deepEqual({ missing, duplicates }, { missing: 0, duplicates: messages });
  const refusals: readonly (readonly [readonly string[], RegExp])[] = [
    [[...base, ...tls, ...login, '--password-file', wrong], /refused the login/],
    [
      [...base, '--brokers', broker.secureAddress, '--tls', ...login, '--password-file', right],
      /no TLS connection: self-signed certificate/,
    ],
    [
      [...base, ...tls, '--tls-name', 'kafka.example', ...login, '--password-file', right],
      /no TLS connection: .*kafka\.example/,
    ],
    [['--brokers', broker.address, ...base, '--dead-letter', 'nowhere'], /topic nowhere does not exist/],
    [['--brokers', '127.0.0.1:1', ...base], /cannot reach Kafka: .*ECONNREFUSED/],
  ];
  for (const [args, message] of refusals) {
    const { status, stderr } = await new Member(args).ended;
    assert.equal(status, 2, stderr);
    assert.match(stderr, /^mooncake-annotate: [^\n]+\n$/);
    assert.match(stderr, message);
    assert.ok(!stderr.includes(password));
  }
  return `TLS with SCRAM-SHA-512 and with PLAIN: ${messages} messages each; wrong password, unknown authority, wrong name, unknown topic and no broker are told in one line each`;
}
