import { describe, expect, test } from 'vitest';
import { Random } from '../bench/random.ts';
import type { Incident } from '../incidents/incident.ts';
import { incidents } from '../incidents/incidents.ts';
import { scoreMade, scoreWritten, writtenIncidents } from './triage-score.ts';

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
