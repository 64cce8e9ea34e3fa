import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../processor-time.ts';
import { at, gathered, reported, well } from '../gathered.ts';

const key = 'qwen@tp4@17c09d';
const refused = (seconds: number): string =>
  `${at(seconds, 'E', 'transfer_metadata_plugin.cpp:984')} SocketHandShakePlugin: connect()10.0.3.17:15428: Connection refused [111]`;
const failed = (seconds: number): string => `${at(seconds)} Transfer failed for key: ${key} with error: -800`;
const missed = (seconds: number): string =>
  `${at(seconds, 'E', 'real_client.cpp:2176')} Get failed for key: ${key} with error: OBJECT_NOT_FOUND`;
const expired = (seconds: number): string =>
  `${at(seconds, 'E', 'real_client.cpp:4740')} BatchGet failed for key '${key}': LEASE_EXPIRED`;

/** Seconds from `from` on, one every `step`. */
function every(step: number, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index * step);
}

/** A log that is well for ten minutes and then reaches a peer no more. */
function broken(shift = 0): string[] {
  const quiet = every(10, 0, 60).flatMap((second) => [
    well(second + shift),
    well(second + shift, '10.0.3.17:15428'),
  ]);
  const loud = every(2, 600, 20).flatMap((second) => [refused(second + shift), failed(second + shift + 0.2)]);
  return [...quiet, ...loud, ...every(2, 641, 5).map((second) => well(second + shift))];
}

/** Names of cause and consequences of each incident. */
function incidents(...args: Parameters<typeof reported>): string[][] {
  return reported(...args).incidents.map(({ cause, consequences }) => [
    cause.name,
    ...consequences.map(({ name }) => name),
  ]);
}

describe('an incident', () => {
  it('has the earliest that nothing explains for its cause, and what follows folded under it', () => {
    const [incident, ...others] = reported([gathered('node1', broken())]).incidents;
    expect(others).toEqual([]);
    expect(incident!.cause.name).toBe('ERR_SOCKET');
    expect(incident!.cause.time).toBe('2026-07-30T02:10:00.000Z');
    expect(incident!.cause.lines).toBe(20);
    expect(incident!.consequences.map(({ name, lines }) => [name, lines])).toEqual([['TRANSFER_FAIL', 20]]);
    expect(incident!.lines).toBe(40);
    expect(incident!.ongoing).toBe(false);
    expect(incident!.bursts.map(({ name }) => name)).toContain('TRANSFER_FAIL');
  });

  it.each([
    ['often, and then for 20 s no more', 2, 20, false],
    ['often, until 8 s before the end', 2, 8, true],
    ['now and then, and not for 40 s', 25, 40, true],
    ['now and then, and not for two minutes', 25, 120, false],
  ])('that came %s goes on or not', (_, step, silence, isGoingOn) => {
    const last = 600 + 19 * step;
    const log = [
      ...every(10, 0, 60).map((second) => well(second)),
      ...every(step, 600, 20).flatMap((second) => [refused(second), failed(second)]),
      well(last + silence),
    ];
    expect(reported([gathered('node1', log)]).incidents.map(({ ongoing }) => ongoing)).toEqual([isGoingOn]);
  });

  it('has a cause that is known to be noticed late, and says so', () => {
    const ping = (second: number): string[] => [
      `${at(second, 'E', 'master_client.cpp:353')} RPC call failed: Connection refused`,
      `${at(second + 0.1, 'E', 'client_service.cpp:3844')} Failed to ping master`,
    ];
    const asked = (second: number): string =>
      `${at(second, 'E', 'etcd_helper.cpp:80')} key=mooncake-store/kv/master_view, error=context deadline exceeded`;
    const log = (silence: number): string[] => [
      ...every(10, 0, 60).map((second) => well(second)),
      ...every(1, 600, 8).flatMap(ping),
      ...every(3, 600 + silence, 20).map(asked),
    ];
    const [incident, ...others] = reported([gathered('node1', log(8))]).incidents;
    expect(others).toEqual([]);
    expect([incident!.cause.name, ...incident!.consequences.map(({ name }) => name)]).toEqual([
      'ETCD_OPERATION_ERROR',
      'RPC_FAIL',
    ]);
    expect(incident!.why[0]).toContain('was logged 8 s after the first of what it explains');
    expect(incidents([gathered('node1', log(60))])[0]![0]).toBe('RPC_FAIL');
  });

  it.each([0, 5])('begins at the device that went down, with its clock %i s ahead', (ahead) => {
    const down = `${at(600 + ahead, 'W', 'worker_pool.cpp:938')} Worker: Received context async event port error for context mlx5_3`;
    const retried = (second: number): string =>
      `${at(second, 'E', 'worker_pool.cpp:606')} Worker: Process failed for slice (opcode: 0, local_nic: mlx5_0, peer_nic: gpu-2:16502@mlx5_3, dest_rkey: 7): transport retry counter exceeded`;
    const healthy = every(10, 0, 60).map((second) => well(second));
    const found = reported([
      gathered('gpu-2', [...healthy, down]),
      gathered('gpu-1', [...healthy, ...every(3, 601, 20).map(retried)]),
    ]).incidents;
    expect(found.map(({ cause }) => [cause.known?.id, cause.input])).toEqual([
      ['rdma-device-event', 'gpu-2'],
    ]);
  });

  it('is confined to one peer only where others were seen healthy', () => {
    const only = (lines: string[]) =>
      reported([gathered('node1', lines)]).incidents[0]!.places.peers.find(({ name }) =>
        name.startsWith('10.0.3.17'),
      )!.only;
    expect(only(broken())).toBe(true);
    expect(only(broken().filter((line) => !line.includes('10.0.3.18')))).toBe(false);
  });

  it('is none of cache misses, of what comes at all times, nor of a lone error', () => {
    const quiet = every(5, 0, 720).map((second) => well(second));
    const misses = every(1, 1800, 60).map(missed);
    const now = every(400, 30, 9).map(expired);
    const lone = [failed(2000)];
    for (const noise of [misses, now, lone, [...misses, ...now, ...lone]])
      expect(incidents([gathered('node1', [...quiet, ...noise].sort(byStamp))])).toEqual([]);
  });

  it('is put together in little time though thousands of logs tell of it', () => {
    const logs = (count: number) =>
      Array.from({ length: count }, (_, log) =>
        gathered(`h${log}`, [`${at(log % 60)} Failed to put key k${log}, error: NO_AVAILABLE_HANDLE`]),
      );
    const [few, many] = [logs(400), logs(1600)];
    const short = processorTime(() => reported(few));
    let incidents: readonly unknown[] = [];
    const long = processorTime(() => {
      ({ incidents } = reported(many));
    });
    expect(incidents).toHaveLength(1);
    expect(long).toBeLessThan(10 * Math.max(short, 50));
  });

  it('does not depend on the order of the inputs', () => {
    const logs = [
      gathered('b', broken(1)),
      gathered('a', broken()),
      gathered(
        'c',
        every(5, 0, 100).map((s) => well(s)),
      ),
    ];
    const { inputs: _inputs, ...report } = reported(logs);
    fc.assert(
      fc.property(fc.shuffledSubarray(logs, { minLength: 3 }), (shuffled) => {
        const { inputs: _others, ...other } = reported(shuffled);
        expect(other).toEqual(report);
      }),
      { numRuns: 6 },
    );
  });

  it('counts every line once: in incidents, or in what they do not explain', () => {
    const kinds = [refused, failed, missed, expired, (second: number) => well(second)];
    const line = fc.tuple(fc.nat(3000), fc.nat(kinds.length - 1));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 200 }), fc.boolean(), (made, sorted) => {
        const lines = made.map(([second, kind]) => kinds[kind]!(second));
        const report = reported([gathered('node1', sorted ? lines.sort(byStamp) : lines)]);
        const counted = [...report.incidents, ...report.unexplained].reduce(
          (sum, { lines: own }) => sum + own,
          0,
        );
        expect(counted).toBe(report.found);
        expect(report.found).toBe(made.filter(([, kind]) => kind !== 4).length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a report cannot know', () => {
  it('is the order between inputs without stamps, and how sure a cause is there', () => {
    const bare = broken().map((line) => line.replace(/^(.)\S+ \S+ \d+ /, ''));
    const report = reported([
      gathered(
        'node1',
        bare.map((line) => `real_client: ${line}`),
      ),
      gathered('node2', broken()),
    ]);
    expect(report.limitations.join('\n')).toMatch(/node1 has a time stamp/);
    for (const { cause, confidence } of report.incidents)
      if (cause.time === null) expect(confidence).not.toBe('high');
  });

  it('is the order where stamps run backwards', () => {
    const report = reported([gathered('node1', [...broken(), ...broken(-300)])]);
    expect(report.limitations.join('\n')).toMatch(/Stamps run backwards in node1, by up to \d+ s/);
  });

  it('is whether clocks agree that nothing compares', () => {
    const report = reported([gathered('node1', broken()), gathered('node2', broken(3600))]);
    expect(report.limitations.join('\n')).toMatch(/clocks of node1, node2 agree with the others is unknown/);
  });

  it('is nothing of an empty log', () => {
    const report = reported([gathered('node1', [])]);
    expect(report).toMatchObject({
      incidents: [],
      unexplained: [],
      limitations: [],
      range: { from: null, to: null },
    });
  });

  it('is what came before, where all lines are errors from the beginning on', () => {
    const errors = every(2, 0, 2000).flatMap((second) => [refused(second), failed(second + 0.5)]);
    const [incident] = reported([gathered('node1', errors)]).incidents;
    expect(incident!.confidence).toBe('low');
    expect(incident!.why.join()).toContain('from the beginning of the logs to their end');
  });
});

describe('the clocks of hosts', () => {
  const crossing = (host: string, ahead: number) =>
    gathered(
      host,
      [
        ...every(30, 0, 10).map(
          (second) => `${at(second + ahead, 'I', 'vllm.py:1')} request cmpl-1f9c${second} done`,
        ),
        ...broken(ahead),
      ].sort(byStamp),
    );

  it('are taken into account in the order, said, and corrected when asked', () => {
    const logs = [crossing('node1', 0), crossing('node2', 3600)];
    const report = reported(logs);
    expect(report.skew).toMatchObject([{ host: 'node2', against: 'node1', seconds: 3600, corrected: false }]);
    expect(report.limitations.join('\n')).toContain('perhaps another time zone');
    expect(report.incidents).toHaveLength(1);
    const corrected = reported(logs, { correctSkew: true });
    expect(corrected.incidents).toHaveLength(1);
    expect(corrected.incidents[0]!.end).toBe('2026-07-30T02:10:38.200Z');
    expect(corrected.skew[0]!.corrected).toBe(true);
  });
});

function byStamp(a: string, b: string): number {
  const [one, other] = [a.slice(1, 27), b.slice(1, 27)];
  return one < other ? -1 : one > other ? 1 : 0;
}
