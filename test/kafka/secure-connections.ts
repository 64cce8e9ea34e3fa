import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import kafkajs from 'kafkajs';
import type { Broker } from './broker/broker.ts';
import { Member, untilDone } from './member.ts';
import { fill, nightLines, outcomeOf } from './messages.ts';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

const password = 'a secret of this test';

/** Who may log in to the test's broker. */
export const users = [{ name: 'annotator', password }];

/** A token without a signature, for an hour. */
function tokenOf(sub: string): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub, iat: now, exp: now + 3600 })}.`;
}

/** TLS with SCRAM, PLAIN and OAUTHBEARER works; what does not connect says why in one line, and no secret is seen anywhere. */
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
  const base = ['--from', 'secure-logs', '--to', 'secure-out', '--consumer-group', 'secure'];
  const tls = ['--brokers', broker.secureAddress, '--tls', '--tls-ca', path.join(broker.folder, 'ca.pem')];
  const login = ['--sasl', 'scram-sha-512', '--user', 'annotator'];
  await broker.topic('secure-out', 2);
  const token = file('token', tokenOf('annotator'));
  const logins: Readonly<Record<string, readonly [args: readonly string[], env: Record<string, string>]>> = {
    'scram-sha-512': [['--user', 'annotator', '--password-file', right, '--compression', 'snappy'], {}],
    plain: [['--user', 'annotator', '--compression', 'lz4'], { MOONCAKE_KAFKA_PASSWORD: password }],
    oauthbearer: [['--token-file', token, '--compression', 'gzip'], {}],
  };
  for (const [mechanism, [args, env]] of Object.entries(logins)) {
    const member = new Member(
      [
        '--from',
        'secure-logs',
        '--to',
        'secure-out',
        '--consumer-group',
        mechanism,
        ...tls,
        '--sasl',
        mechanism,
        ...args,
      ],
      env,
    );
    try {
      await untilDone(broker, mechanism, 'secure-logs', messages, [member]);
      const seen = readFileSync(`/proc/${member.child.pid}/cmdline`, 'utf8');
      const { ended } = await member.stop();
      assert.equal(ended.status, 0);
      assert.ok(!`${ended.stderr}${seen}`.includes(password));
    } finally {
      member.child.kill('SIGKILL');
    }
  }
  const { missing, duplicates } = await outcomeOf(broker, 'secure-out', messages);
  assert.deepEqual({ missing, duplicates }, { missing: 0, duplicates: 2 * messages });
  await broker.topic('forbidden', 1);
  const admin = await broker.admin();
  await admin.createAcls({
    acl: [
      {
        resourceType: AclResourceTypes.TOPIC,
        resourceName: 'forbidden',
        resourcePatternType: ResourcePatternTypes.LITERAL,
        principal: 'User:annotator',
        host: '*',
        operation: AclOperationTypes.ALL,
        permissionType: AclPermissionTypes.DENY,
      },
    ],
  });
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
    [
      [...base, ...tls, ...login, '--password-file', right, '--dead-letter', 'forbidden'],
      /no permission for topic forbidden/,
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
  return `TLS with SCRAM-SHA-512, PLAIN and OAUTHBEARER: ${messages} messages each; wrong password, unknown authority, wrong name, no permission, unknown topic and no broker are told in one line each`;
}
