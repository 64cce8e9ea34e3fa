import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectionChoice, metricsAddress } from '../../src/cli/choices/kafka-connection.ts';
import { run, temporaryFolder } from './program.ts';

const topics = ['--consumer-group', 'g', '--from', 'a', '--to', 'b'];
const broker = ['--brokers', '127.0.0.1:1'];

describe('kafka', () => {
  it.each([
    [[...topics, '--brokers', 'kafka'], '--brokers needs HOST:PORT'],
    [[...topics, ...broker, '--dead-letter', 'a'], 'need topics of their own'],
    [[...topics, ...broker, '--tls-ca', 'x.pem'], '--tls'],
    [[...topics, ...broker, '--sasl', 'kerberos'], '--sasl does not know "kerberos"'],
    [[...topics], 'kafka needs --brokers'],
    [[...broker, '--consumer-group', 'g', '--to', 'b'], 'kafka needs --from'],
    [[...topics, ...broker, '--user', 'u'], '--sasl'],
    [[...topics, ...broker, '--sasl', 'plain', '--user', 'u'], 'MOONCAKE_KAFKA_PASSWORD'],
    [
      [...topics, ...broker, '--sasl', 'plain', '--user', 'u', '--password-file', '/nowhere'],
      'cannot read /nowhere',
    ],
    [[...topics, ...broker, '--metrics', '9464'], '--metrics needs an address'],
    [[...topics, ...broker], 'cannot reach Kafka: connect ECONNREFUSED 127.0.0.1:1'],
  ])('refuses %j in one line', async (args, message) => {
    const { status, stderr } = await run(['kafka', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(message);
  });
});

describe('a connection', () => {
  const flags = { brokers: ['a:1,b:2', '[::1]:3'], tls: false };

  it('takes lists of brokers', () => {
    expect(connectionChoice(flags, {}).brokers).toEqual(['a:1', 'b:2', '[::1]:3']);
  });

  it('reads a password from a file or a variable', () => {
    const passwordFile = path.join(temporaryFolder(), 'password');
    writeFileSync(passwordFile, 'secret\n');
    const login = { ...flags, sasl: 'scram-sha-256', user: 'u' } as const;
    const sasl = { mechanism: 'scram-sha-256', username: 'u', password: 'secret' };
    expect(connectionChoice({ ...login, passwordFile }, {})).toMatchObject({ sasl });
    expect(connectionChoice(login, { MOONCAKE_KAFKA_PASSWORD: 'secret' })).toMatchObject({ sasl });
  });

  it('reads a token anew for each login', () => {
    const tokenFile = path.join(temporaryFolder(), 'token');
    writeFileSync(tokenFile, 'one');
    const { sasl } = connectionChoice({ ...flags, sasl: 'oauthbearer', tokenFile }, {});
    writeFileSync(tokenFile, 'two');
    expect(sasl?.mechanism === 'oauthbearer' && sasl.token()).toBe('two');
  });
});

describe('an address for metrics', () => {
  it('is of this machine only unless a host is named', () => {
    expect(metricsAddress(':9464')).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(metricsAddress('0.0.0.0:9464')).toEqual({ host: '0.0.0.0', port: 9464 });
    expect(metricsAddress('[::1]:1')).toEqual({ host: '::1', port: 1 });
  });
});
