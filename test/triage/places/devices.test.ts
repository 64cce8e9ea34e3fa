import { describe, expect, it } from 'vitest';
import { at, gathered, reported, well } from '../gathered.ts';

const retries = (second: number, local: string, peer: string): string =>
  `${at(second, 'E', 'worker_pool.cpp:654')} Worker: Process failed for slice (opcode: 1, source_addr: 0x7f06f8e5c000, length: 65536, dest_addr: 0x7f16f8e5c000, local_nic: ${local}, peer_nic: ${peer}, dest_rkey: 2097, retry_cnt: 7, max_retry_cnt: 7): transport retry counter exceeded`;
const failed = (second: number): string =>
  `${at(second, 'E', 'client_service.cpp:1126')} Transfer failed for key k${second}: TRANSFER_FAIL (Transfer 0 failed)`;
const seconds = (count: number, from = 100): number[] =>
  Array.from({ length: count }, (_, i) => from + 5 * i);
const healthy = seconds(60, 0).map((second) => well(second));

describe('failures of one device of one host', () => {
  const { incidents } = reported([
    gathered('node3', [
      ...healthy.slice(0, 20),
      ...seconds(9).flatMap((second) => [
        retries(second, 'mlx5_3', '10.0.3.14:12345@mlx5_1'),
        failed(second),
      ]),
    ]),
    gathered('node1', healthy),
  ]);

  it('are put down to that device, and not to the peer that it does not reach', () => {
    const [{ title, places, checks }] = incidents as [(typeof incidents)[number]];
    expect(title).toBe('RDMA transport retries exceeded: mlx5_3 on node3 gets no answer');
    expect(places.devices.map(({ name, only }) => [name, only]).sort()).toEqual([
      ['10.0.3.14@mlx5_1', false],
      ['mlx5_3', true],
    ]);
    expect(places.peers.some(({ only }) => only)).toBe(false);
    expect(checks[0]?.commands.join()).toContain('ibv_devinfo');
  });
});

describe('devices of one name on several hosts', () => {
  const logs = ['node1', 'node2', 'node3'].map((host) =>
    gathered(
      host,
      seconds(9).flatMap((second) => [retries(second, 'mlx5_1', '10.0.3.14:12345@mlx5_7'), failed(second)]),
    ),
  );

  it('are told apart by their hosts, and the one that all fail to reach is named', () => {
    const [{ title, places }] = reported(logs).incidents as [
      ReturnType<typeof reported>['incidents'][number],
    ];
    expect(title).toBe('RDMA transport retries exceeded: the peer device did not answer');
    expect(places.devices.map(({ name }) => name)).toEqual([
      '10.0.3.14@mlx5_7',
      'node1@mlx5_1',
      'node2@mlx5_1',
      'node3@mlx5_1',
    ]);
  });

  it('do not make the event of one the cause of failures of the other', () => {
    const event = `${at(90, 'W', 'worker_pool.cpp:900')} Worker: Received context async event port error for context mlx5_1`;
    const events = Array.from({ length: 5 }, () => event);
    const causes = (host: string): string[] =>
      reported([
        gathered(host, [
          ...events,
          ...(host === 'node1' ? seconds(9).map((s) => retries(s, 'mlx5_1', '10.0.3.14:1@mlx5_7')) : []),
        ]),
        ...(host === 'node1'
          ? []
          : [
              gathered(
                'node1',
                seconds(9).map((s) => retries(s, 'mlx5_1', '10.0.3.14:1@mlx5_7')),
              ),
            ]),
      ]).incidents.map(
        ({ cause, consequences }) => `${cause.name}: ${consequences.map(({ title }) => title).join()}`,
      );
    expect(causes('node1')).toEqual([expect.stringMatching(/fatal event: RDMA transport retries exceeded/)]);
    expect(causes('node9').join()).not.toMatch(/fatal event: RDMA transport/);
  });
});
