import { expect, test } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { knownMessages } from '../../../src/catalogue/known-messages/index.ts';
import { Recogniser } from '../../../src/recognise/recogniser.ts';
import { signatureOf } from '../../../src/triage/collect/event-signature.ts';
import type { Episode } from '../../../src/triage/episodes/episode.ts';
import { nameOf } from '../../../src/triage/report/naming.ts';

const catalogue = builtInCatalogue();
const names = { messages: new Map(knownMessages.map((m) => [m.id, m])), codes: catalogue.codes };

function named(line: string, known: string | null): string {
  const { findings } = new Recogniser(catalogue).recognise(line);
  return nameOf({ signature: signatureOf(findings, known) } as Episode, names).name;
}

test('a known message says which of several codes a line reports', () => {
  const line =
    'E1123 17:58:58.306228 2881 barex_transport.cpp:208] BarexTransport: cannot initialize RDMA resources';
  expect(named(line, null)).toContain(' or ');
  const { id } = knownMessages.find(({ code }) => code === 'ERR_DEVICE_NOT_FOUND')!;
  expect(named(line, id)).toBe('ERR_DEVICE_NOT_FOUND');
});

test('a code that the line states is its name, whatever known message it is', () => {
  const line =
    'E1123 13:08:28.092228  5036 client_service.cpp:3889] Reconnect failed to 10.55.2.9:50051: RPC_TIMEOUT';
  expect(named(line, 'master-unreachable')).toBe('RPC_TIMEOUT');
});

test('a line without a code is called by the one that Mooncake returns for it', () => {
  const line =
    'E1123 02:20:11.480133 6120 tcp_transport.cpp:1320] getConnection failed. Error: connect: Cannot assign requested address';
  expect(named(line, 'ephemeral-ports-exhausted')).toBe('ERR_SOCKET');
});

test('a known message without any code is called by its title', () => {
  const line =
    'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event port error for context mlx5_3';
  expect(named(line, 'rdma-device-event')).toBe('An RDMA port or device reported a fatal event');
});
