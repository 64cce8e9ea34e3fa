import { describe, expect, test } from 'vitest';
import { Random } from '../bench/random.ts';
import type { Incident } from '../incidents/incident.ts';
import { incidents } from '../incidents/incidents.ts';
import { brokenOnPurpose } from './broken-on-purpose.ts';
import { scoreBroken } from './broken-score.ts';
import { causesOfRecorded, reportOf, scoreMade, scoreWritten, writtenIncidents } from './triage-score.ts';

describe('on the written incidents', () => {
  test.each(writtenIncidents())('%s is put down to its first cause, and quiet logs to none', async (name) => {
    const { cause, consequences, places } = await scoreWritten(name);
    expect(cause).toBe(name.startsWith('quiet-') ? 'quiet' : 'right');
    expect(consequences.missing).toEqual([]);
    expect(places.missing).toEqual([]);
  });
});

/** The same logs with some lines lost, as rotation and rate limits lose them. */
function thinned(incident: Incident, random: Random, share: number): Incident {
  const logs = incident.logs.map((log) => {
    const lines = log.toString().split('\n');
    const text = lines.filter((line) => line === '' || random.next() >= share).join('\n');
    return { name: log.name, toString: () => text };
  });
  return { ...incident, logs };
}

describe('on the same stories with other moments, gaps, keys and threads', () => {
  test.each(incidents(2))(
    '$name is put down to its first cause when a tenth of its lines is lost',
    async (incident) => {
      const { cause } = await scoreMade(thinned(incident, new Random(93), 0.1));
      expect(cause).toBe(incident.name.startsWith('quiet-') ? 'quiet' : 'right');
    },
  );
});

describe('on what a real Mooncake printed', () => {
  test.each([
    ['healthy', []],
    ['key-missing', []],
    ['key-there-already', []],
    ['leased-key-removed', []],
    ['lease-too-short', ['LEASE_EXPIRED']],
    ['lease-too-short-0.3.7.post2', ['LEASE_EXPIRED']],
    ['master-killed', ['RPC_FAIL']],
    ['master-killed-0.3.7.post2', ['RPC_FAIL']],
    ['metadata-server-down', ['ERR_METADATA']],
    ['metadata-server-down-0.3.7.post2', ['ERR_METADATA']],
    ['store-full', ['NO_AVAILABLE_HANDLE']],
    ['tear-down-during-transfer', ['No TCP connection to a peer']],
    // Behind one of the addresses is something that is no master.
    ['wrong-master-address', ['RPC_FAIL', 'RPC_FAIL']],
  ])('%s has the first causes %j', async (scenario, causes) => {
    expect(await causesOfRecorded(scenario)).toEqual(causes);
  });
});

describe('what healthy processes print too', () => {
  const miss = (second: number) =>
    `(Worker_TP0 pid=811) ERROR 11-23 02:00:${String(second).padStart(2, '0')} [mooncake_backend.py:97] Failed to get key ['k${second}'], res:[-704]`;
  const failure = (second: number) =>
    `E1123 02:00:${String(second).padStart(2, '0')}.104500  4133 real_client.cpp:2778] Get failed for key: f${second} with error: TRANSFER_FAIL`;

  test('is put down to no error of another host that names nothing in common', async () => {
    const { incidents } = await reportOf([
      { name: 'n1.log', toString: () => Array.from({ length: 30 }, (_, i) => failure(i)).join('\n') },
      { name: 'n2.log', toString: () => [miss(12), miss(31)].join('\n') },
    ]);
    expect(incidents.map(({ cause }) => cause.name)).toEqual(['TRANSFER_FAIL']);
    expect(incidents[0]?.consequences).toEqual([]);
  });

  test('makes no incident of one error, however much of it follows', async () => {
    const misses = Array.from({ length: 40 }, (_, i) => miss(i + 10));
    const { incidents } = await reportOf([
      { name: 'n1.log', toString: () => [failure(9), ...misses].join('\n') },
    ]);
    expect(incidents).toEqual([]);
  });
});

describe('on recordings of a Mooncake that was broken on purpose', () => {
  test.each(brokenOnPurpose)('$name is told right', async (expected) => {
    expect((await scoreBroken(expected)).missing).toEqual([]);
  });
});
