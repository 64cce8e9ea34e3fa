import { describe, expect, test } from 'vitest';
import { LogFactsReader } from '../../../src/triage/collect/log-facts.ts';

function read(...lines: readonly string[]) {
  const reader = new LogFactsReader();
  for (const line of lines) reader.read(line, /\b[\w.]+\.cpp:\d+/.exec(line)?.[0]);
  return reader.data();
}

describe('what lines say of the cluster', () => {
  test('that engines meet by peer-to-peer handshake', () => {
    const line =
      'I1129 06:32:53.759264  6617 transfer_engine_impl.cpp:183] Transfer Engine RPC using P2P handshake, listening on 127.0.0.1:16612';
    expect(read(line)).toEqual({ isPeerToPeer: true, marks: ['transfer_engine_impl.cpp:183'] });
  });

  test('which metadata server engines ask', () => {
    const line =
      'W1129 06:33:02.1 6617 transfer_metadata_plugin.cpp:284] GET http://10.12.0.2:8080/metadata?key=mooncake%2Fram%2F10.12.0.5%3A44773 http=404 body: metadata not found';
    expect(read(line)).toEqual({ metadata: '10.12.0.2:8080' });
  });

  test('which master clients connect to, the last one named', () => {
    expect(
      read(
        'Failed to ping master for 3 times (non-HA); reconnecting to 10.0.0.1:50051',
        '"master_server_address": "10.0.0.2:50051"',
      ),
    ).toEqual({ masterRpc: '10.0.0.2:50051' });
  });

  test('whom clients of releases call that name the master nowhere else', () => {
    const line =
      '[93m2026-11-30 07:39:51.762455 WARNING  [0m[0K[27072] [client_pool.hpp:445] send request to 10.0.0.1:50051 failed. connection refused.';
    expect(read(line)).toEqual({ calledRpc: '10.0.0.1:50051' });
    expect(
      read('[client_pool.hpp:207] reconnect client{0x5613},host:{kv-a1:50051} out of max limit, stop retry.'),
    ).toEqual({ calledRpc: 'kv-a1:50051' });
  });

  test('where the pages of a master are, and its etcd', () => {
    const line =
      'I1129 06:35:15.8 17288 master.cpp:1522] Master service started on port 22110, max_threads=2, metrics_port=22111, enable_ha=1, etcd_endpoints=10.0.0.9:2379;10.0.0.8:2379, client_ttl=10';
    expect(read(line)).toEqual({
      isMaster: true,
      rpcPort: '22110',
      masterPort: '22111',
      etcd: '10.0.0.9:2379',
      marks: ['master.cpp:1522'],
    });
  });

  test('that a master runs without high availability', () => {
    const line =
      'I1129 06:32:53.4 6565 master.cpp:1522] Master service started on port 21120, metrics_port=21121, enable_ha=0, etcd_endpoints=, client_ttl=10';
    expect(read(line)).toMatchObject({ isMaster: true, isSingleMaster: true, masterPort: '21121' });
    expect(read(line)).not.toHaveProperty('etcd');
  });

  test('nothing of other lines', () => {
    expect(read('I1129 06:33:02.1 6617 client_service.cpp:423] client_id=1-2', '')).toEqual({});
  });

  test('where a master takes calls, if not on every address of its host', () => {
    const line = (address: string) =>
      `Master service started on port 50051, rpc_port=50051, rpc_address=${address}, rpc_interface=, metrics_port=9003`;
    expect(read(line('10.0.0.1'))).toMatchObject({ rpcPort: '50051', rpcAddress: '10.0.0.1' });
    expect(read(line('0.0.0.0'))).not.toHaveProperty('rpcAddress');
    expect(read(line('::'))).not.toHaveProperty('rpcAddress');
    expect(read(line(''))).not.toHaveProperty('rpcAddress');
  });

  test('where a master keeps its snapshots', () => {
    const line =
      'I1130 07:38:00.351238 23077 local_file_snapshot_object_store.cpp:47] LocalFileSnapshotObjectStore initialized with path: "/srv/run/snap"';
    expect(read(line)).toEqual({ snapshotDirectory: '/srv/run/snap' });
  });
});
