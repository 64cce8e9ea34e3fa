import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Admin, Kafka, logLevel } from 'kafkajs';

const java = ['-Xmx384m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
/** What brokers of Kafka 4 run on. */
const oldestJava = 17;
/** Where the classpath is kept between runs; the jars are Maven's. */
const classpathFile = path.resolve('node_modules/.cache/mooncake-annotate/kafka-classpath.txt');

/**
 * Why no broker can be started here; undefined when one can.
 *
 * @param mayFetch whether Maven may fetch what it is made of
 */
export function whyNoBroker(mayFetch: boolean): string | undefined {
  for (const command of [
    ['java', '-version'],
    ['mvn', '-version'],
  ] as const)
    if (spawnSync(command[0], [command[1]]).status !== 0) return `${command[0]} is missing`;
  const [, version] = /version "(\d+)/.exec(String(spawnSync('java', ['-version']).stderr)) ?? [];
  if (Number(version) < oldestJava) return `Kafka needs Java ${oldestJava}, and this is ${version}`;
  if (isFetched()) return undefined;
  if (!mayFetch) return 'its jars are not here (npm run test:kafka fetches them)';
  mkdirSync(path.dirname(classpathFile), { recursive: true });
  const pom = path.join(import.meta.dirname, 'pom.xml');
  const goals = ['dependency:build-classpath', `-Dmdep.outputFile=${classpathFile}`];
  const options = ['-q', '-B', '-f', pom, ...goals, '-Dmdep.includeScope=runtime'];
  const { status, stdout } = spawnSync('mvn', options, { encoding: 'utf8' });
  if (status === 0) return undefined;
  const fault = stdout.split('\n').find((line) => line.includes('[ERROR]'));
  return `Maven cannot fetch its jars: ${fault?.replace(/^.*\[ERROR\]\S* */, '') ?? `it ended with ${status}`}`;
}

/** Whether all jars are where they were when they were fetched. */
function isFetched(): boolean {
  return (
    existsSync(classpathFile) &&
    classpath()
      .split(path.delimiter)
      .every((jar) => existsSync(jar))
  );
}

/** A user of the broker, and how it may log in. */
export interface BrokerUser {
  readonly name: string;
  readonly password: string;
}

/** What a broker offers besides plain connections. */
export interface BrokerOptions {
  /** A listener with TLS where these users log in with SCRAM-SHA-512 or PLAIN. */
  readonly users?: readonly BrokerUser[];
}

/** A Kafka broker of its own (KRaft, one node), which listens on this machine only. */
export class Broker {
  readonly folder: string;
  readonly port: number;
  readonly securePort: number;
  #child: ChildProcess | undefined;
  #admin: Admin | undefined;

  private constructor(folder: string, port: number, securePort: number) {
    this.folder = folder;
    this.port = port;
    this.securePort = securePort;
  }

  static async start({ users }: BrokerOptions = {}): Promise<Broker> {
    const folder = mkdtempSync(path.join(tmpdir(), 'mooncake-kafka-'));
    const [port, securePort, controller] = await freePorts(3);
    const broker = new Broker(folder, port!, securePort!);
    writeFileSync(path.join(folder, 'server.properties'), broker.#properties(controller!, users));
    if (users !== undefined) makeCertificate(folder);
    const id = randomBytes(16).toString('base64url');
    const scram = (users ?? []).flatMap(({ name, password }) => [
      '--add-scram',
      `SCRAM-SHA-512=[name=${name},password=${password}]`,
    ]);
    broker.#java('kafka.tools.StorageTool', 'format', '-t', id, '-c', 'server.properties', ...scram);
    await broker.restart();
    return broker;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get secureAddress(): string {
    return `localhost:${this.securePort}`;
  }

  /** A client of its own, for what a test does itself. */
  get kafka(): Kafka {
    return new Kafka({
      brokers: [this.address],
      logLevel: logLevel.NOTHING,
      retry: { retries: 10, initialRetryTime: 100, maxRetryTime: 1000 },
    });
  }

  async admin(): Promise<Admin> {
    if (this.#admin === undefined) {
      this.#admin = this.kafka.admin();
      await this.#admin.connect();
    }
    return this.#admin;
  }

  /** Makes a topic. */
  async topic(name: string, partitions = 1, config: Readonly<Record<string, string>> = {}): Promise<void> {
    const admin = await this.admin();
    const configEntries = Object.entries(config).map(([key, value]) => ({ name: key, value }));
    await admin.createTopics({
      topics: [{ topic: name, numPartitions: partitions, replicationFactor: 1, configEntries }],
      // It asks right away, before the broker knows the topic, and takes that for an answer.
      waitForLeaders: false,
    });
    for (;;) {
      const known = await admin.fetchTopicMetadata({ topics: [name] }).catch(() => undefined);
      if (known?.topics[0]?.partitions.every(({ leader }) => leader >= 0)) return;
      await pause();
    }
  }

  /** Starts it, after it was stopped too; resolves once it answers. */
  async restart(): Promise<void> {
    await this.stop();
    this.#child = spawn('java', [...java, '-cp', classpath(), 'kafka.Kafka', 'server.properties'], {
      cwd: this.folder,
      stdio: 'ignore',
    });
    const kafka = new Kafka({ brokers: [this.address], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
    for (;;) {
      if (this.#child.exitCode !== null) throw new Error(`the broker ended with ${this.#child.exitCode}`);
      const admin = kafka.admin();
      try {
        await admin.connect();
        await admin.describeCluster();
        return;
      } catch {
        // It is not up yet.
        await pause();
      } finally {
        await admin.disconnect();
      }
    }
  }

  /** Stops it as an operator would. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }

  /** Stops it and removes its files. */
  async remove(): Promise<void> {
    await this.#admin?.disconnect();
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #java(...args: string[]): void {
    execFileSync('java', [...java, '-cp', classpath(), ...args], { cwd: this.folder, stdio: 'pipe' });
  }

  #properties(controller: number, users: readonly BrokerUser[] | undefined): string {
    const secure = users === undefined ? [] : [`SECURE://127.0.0.1:${this.securePort}`];
    const advertised = users === undefined ? [] : [`SECURE://localhost:${this.securePort}`];
    const lines = [
      'process.roles=broker,controller',
      'node.id=1',
      `controller.quorum.voters=1@127.0.0.1:${controller}`,
      `listeners=${[`PLAINTEXT://127.0.0.1:${this.port}`, `CONTROLLER://127.0.0.1:${controller}`, ...secure]}`,
      `advertised.listeners=${[`PLAINTEXT://127.0.0.1:${this.port}`, ...advertised]}`,
      'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL',
      'controller.listener.names=CONTROLLER',
      'inter.broker.listener.name=PLAINTEXT',
      'log.dirs=data',
      'offsets.topic.replication.factor=1',
      'offsets.topic.num.partitions=4',
      'transaction.state.log.replication.factor=1',
      'transaction.state.log.min.isr=1',
      'transaction.state.log.num.partitions=4',
      'share.coordinator.state.topic.replication.factor=1',
      'share.coordinator.state.topic.min.isr=1',
      'group.initial.rebalance.delay.ms=0',
      'auto.create.topics.enable=false',
    ];
    if (users !== undefined) lines.push(...secureProperties(users));
    return `${lines.join('\n')}\n`;
  }
}

/** Between two questions to a broker that has no way to tell when it is ready. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}

const storePassword = 'for-this-test-only';

function secureProperties(users: readonly BrokerUser[]): string[] {
  const plain = users.map(({ name, password }) => `user_${name}="${password}"`).join(' ');
  const mechanisms = 'org.apache.kafka.common.security';
  return [
    'sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN,OAUTHBEARER',
    // Tokens without a signature are taken: who makes them for it is not what is tested.
    `listener.name.secure.oauthbearer.sasl.jaas.config=${mechanisms}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";`,
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found=true',
    'super.users=User:ANONYMOUS',
    `listener.name.secure.scram-sha-512.sasl.jaas.config=${mechanisms}.scram.ScramLoginModule required;`,
    `listener.name.secure.plain.sasl.jaas.config=${mechanisms}.plain.PlainLoginModule required ${plain};`,
    'ssl.keystore.location=broker.p12',
    'ssl.keystore.type=PKCS12',
    `ssl.keystore.password=${storePassword}`,
    `ssl.key.password=${storePassword}`,
  ];
}

function makeCertificate(folder: string): void {
  const store = ['-keystore', 'broker.p12', '-storetype', 'PKCS12', '-storepass', storePassword];
  const name = ['-dname', 'CN=localhost', '-ext', 'SAN=dns:localhost', '-validity', '2'];
  const run = (...args: string[]): Buffer =>
    execFileSync('keytool', [...args, ...store], { cwd: folder, stdio: 'pipe' });
  run('-genkeypair', '-alias', 'broker', '-keyalg', 'EC', ...name);
  writeFileSync(path.join(folder, 'ca.pem'), run('-exportcert', '-alias', 'broker', '-rfc'));
}

/** The jars that a broker needs. */
function classpath(): string {
  return readFileSync(classpathFile, 'utf8').trim();
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) =>
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address !== null ? address.port : 0);
          }),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
