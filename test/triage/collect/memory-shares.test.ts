import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { Recogniser } from '../../../src/recognise/recogniser.ts';
import { TimestampParser } from '../../../src/recognise/time/timestamp-parser.ts';
import { keyOf } from '../../../src/triage/collect/event-signature.ts';
import { type CollectedLog, LogCollector } from '../../../src/triage/collect/log-collector.ts';
import { memoryShare } from '../../../src/triage/collect/memory-shares.ts';
import { gathered, readLine, reported } from '../gathered.ts';

const recogniser = new Recogniser(builtInCatalogue());
const share = { cells: 200, sightings: 100, messages: 20 };
const two = (value: number): string => String(value).padStart(2, '0');

/** What is kept of lines of which each minute's are given. */
function flooded(minutes: number, lines: (minute: number) => readonly string[]): CollectedLog {
  const clock = new TimestampParser({ timezone: 'UTC', latest: Date.UTC(2026, 11, 31) });
  const collector = new LogCollector('all.log', 'all', {}, share);
  let line = 0;
  for (let minute = 0; minute < minutes; minute++) {
    for (const message of lines(minute)) {
      const text = `E20261123 ${two(Math.floor(minute / 60))}:${two(minute % 60)}:00.100000  4133 ${message}`;
      const { prefix, findings } = recogniser.recognise(text);
      const read = readLine(text, prefix, clock);
      collector.add({ ...read, findings, known: null, key: keyOf(findings, null), line: ++line, offset: 0 });
    }
  }
  return collector.data();
}

describe('what one input keeps apart', () => {
  const codes = ['TRANSFER_FAIL', 'RPC_FAIL', 'INVALID_PARAMS', 'SEGMENT_NOT_FOUND', 'LEASE_EXPIRED'];
  const log = flooded(600, (minute) =>
    codes.map(
      (code, index) =>
        `f${minute}_${index}.cpp:7] Get failed for key: k${minute}-${index} at peer=10.1.${index}.${minute % 250}:12345 with error: ${code}`,
    ),
  );

  it('is bounded for all kinds of events together, whatever time they cover', () => {
    expect(log.series.length).toBe(codes.length);
    expect(log.series.flatMap(({ cells }) => cells).length).toBeLessThanOrEqual(share.cells);
    const lines = log.series.flatMap(({ cells }) => cells.map((cell) => cell.lines));
    expect(lines.reduce((sum, count) => sum + count)).toBe(600 * codes.length);
  });

  it('is bounded for keys, peers and messages', () => {
    expect(log.crossings.length).toBeLessThanOrEqual(share.sightings);
    expect(log.templates.sources.length).toBeLessThanOrEqual(share.messages);
    for (const { cells } of log.series)
      for (const { entities } of cells)
        for (const names of Object.values(entities.counts)) expect(names.size).toBeLessThanOrEqual(24);
  });

  it('is less where there are more inputs, and the same for a few', () => {
    expect(memoryShare(4)).toEqual({ ...memoryShare(1), cells: 2048 });
    expect(memoryShare(1000)).toEqual({ cells: 64, sightings: 65, messages: 20 });
    expect(memoryShare(4000)).toEqual({ cells: 16, sightings: 16, messages: 20 });
    expect(memoryShare(100_000)).toEqual({ cells: 4, sightings: 4, messages: 20 });
  });
});

describe('an incident of thousands of hosts', () => {
  it('is told of in time that grows with their number, not with its square', () => {
    const of = (hosts: number): number => {
      const inputs = Array.from({ length: hosts }, (_, host) =>
        gathered(`node${host}`, [
          `E20261123 02:00:${two(host % 60)}.100000 41 master_client.cpp:370] RPC call failed: Connection refused`,
          `E20261123 02:00:${two(host % 60)}.200000 41 real_client.cpp:2778] Get failed for key: f${host} with error: TRANSFER_FAIL`,
        ]),
      );
      const before = process.cpuUsage();
      expect(reported(inputs).incidents.length).toBeGreaterThan(0);
      const { user } = process.cpuUsage(before);
      return user;
    };
    of(200);
    expect(of(2000)).toBeLessThan(40 * Math.max(of(200), 20_000));
  });
});
