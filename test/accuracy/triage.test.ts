import { describe, expect, test } from 'vitest';
import { Random } from '../bench/random.ts';
import type { Incident } from '../incidents/incident.ts';
import { incidents } from '../incidents/incidents.ts';
import { causesOfRecorded, scoreMade, scoreWritten, writtenIncidents } from './triage-score.ts';

describe('on the written incidents', () => {
  test.each(writtenIncidents())('%s is put down to its first cause, and quiet logs to none', (name) => {
    const { cause, consequences, places } = scoreWritten(name);
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
    (incident) => {
      const { cause } = scoreMade(thinned(incident, new Random(93), 0.1));
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
    ['wrong-master-address', ['RPC_FAIL']],
  ])('%s has the first causes %j', (scenario, causes) => {
    expect(causesOfRecorded(scenario)).toEqual(causes);
  });
});
