import { describe, expect, it, test } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { renderPattern } from '../../src/dev/sync-catalogue/render.ts';
import { shapeTextOf } from '../../src/lines/shape/shape-text.ts';
import { isCandidate } from '../../src/recognise/prefilter.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';
import { findingsOf } from './findings.ts';

const glog = 'E0730 11:49:18.827430 1 ';

describe('a message implies what follows the line that printed it', () => {
  it.each([
    ['real_client.cpp:557] Client is not initialized', 'INVALID_PARAMS'],
    ['real_client.cpp:1956] Client is not initialized', 'INVALID_PARAMS'],
    ['real_client.cpp:2819] Client is not initialized', undefined],
    ['etcd_helper.cpp:266] key=k, error=x', 'ETCD_OPERATION_ERROR'],
    ['storage_backend.cpp:1159] Failed to evict file: /x, error: y', 'FILE_WRITE_FAIL'],
    ['master_service.cpp:4802] key=key, status=COMPLETE, error=invalid_replica_status', 'INVALID_WRITE'],
    [
      'rdma_endpoint.cpp:654] Invalid peer_nic_path in handshake: 10.0.3.18:12345: EndPoint: local a, peer b',
      'ERR_REJECT_HANDSHAKE',
    ],
    [
      'transfer_metadata_plugin.cpp:1225] SocketHandShakePlugin: unexpected handshake message type',
      'ERR_SOCKET',
    ],
    ['client_service.cpp:4356] Failed to submit batch range read', 'TRANSFER_FAIL'],
    ['client_service.cpp:4444] Failed to submit batch range write', 'TRANSFER_FAIL'],
    ['client_service.cpp:1451] transfer_read_range_failed key=k', 'TRANSFER_FAIL'],
    [
      'client_service.cpp:3179] Transfer submission failed for key k: Failed to submit batch transfer',
      'TRANSFER_FAIL',
    ],
    ['transfer_task.cpp:142] task_complete: I/O failedABORTED - SQ DELETION', 'TRANSFER_FAIL'],
    [
      'store_py.cpp:843] batch_get_tensor_into_cuda: destination tensor is not CUDA IPC exportable for key k',
      'INVALID_PARAMS',
    ],
  ])('%s', (line, name) => {
    expect(findingsOf(glog + line).map((finding) => finding.replace(/^\w+:|\/message$/g, ''))).toEqual(
      name === undefined ? [] : [name],
    );
  });
});

describe('a message implies its code where its header was cut', () => {
  const recogniser = new Recogniser(builtInCatalogue());

  it.each([
    'E20260730 11:49:18.5 1 ',
    'E0730 11:49:18.5 ',
    'E0509 ',
    'E20260730 ',
    'E0509 xx:xx:xx.xxxxxx ',
    '[default0]:E0509 ',
    '',
  ])('%jrdma_endpoint.cpp:76]', (header) => {
    const line = `${header}rdma_endpoint.cpp:76] Failed to create QP: Operation not supported [95]`;
    const { prefix, findings } = recogniser.recognise(line);
    expect([prefix.severity, prefix.file, prefix.fileLine]).toEqual(['E', 'rdma_endpoint.cpp', 76]);
    expect(findings.map(({ name, evidence }) => [name, evidence])).toEqual([['ERR_ENDPOINT', 'message']]);
    expect(isCandidate(line)).toBe(true);
  });

  it('has the severity that the catalogue says of its message', () => {
    const severityOf = (line: string) => recogniser.recognise(line).prefix.severity;
    expect(
      severityOf(
        'rdma_endpoint.cpp:347] [Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: x',
      ),
    ).toBe('E');
    expect(severityOf('rdma_endpoint.cpp:7] what no release prints')).toBeUndefined();
    expect(severityOf('foo.cpp:347] Failed to create QP: x')).toBeUndefined();
  });
});

describe('a message implies what its value tells', () => {
  it.each([
    ['key=k, error=key not found in etcd', 'ETCD_KEY_NOT_EXIST'],
    ['key=k, error=context deadline exceeded', 'ETCD_OPERATION_ERROR'],
    ['key=k, error=watch context cancelled', 'ETCD_CTX_CANCELLED'],
    ['lease_id=7, error=keep alive channel closed', 'ETCD_OPERATION_ERROR'],
    ['lease_id=7, error=keep alive response is nil', 'ETCD_OPERATION_ERROR'],
    ['lease_id=7, error=keep alive context cancelled', 'ETCD_CTX_CANCELLED'],
  ])('%s', (message, name) => {
    // A line that no release read has.
    expect(findingsOf(`${glog}etcd_helper.cpp:9] ${message}`)).toEqual([`Store:${name}/message`]);
  });
});

describe('a message whose last value is empty', () => {
  it.each([
    ['master_client.cpp:146] RPC call failed: ', 'RPC_FAIL'],
    ['master_client.cpp:136] Failed to start put operation: ', 'RPC_FAIL'],
    ['rdma_context.cpp:1] No matched device found: ', 'ERR_DEVICE_NOT_FOUND'],
    ['transfer_metadata.cpp:1] Failed to find location of ', 'ERR_METADATA'],
    ['etcd_helper.cpp:1] Failed to initialize etcd client: ', 'ETCD_OPERATION_ERROR'],
    ['rdma_endpoint.cpp:1] Reject the handshake request by peer ', 'ERR_REJECT_HANDSHAKE'],
    ['real_client.cpp:1] No complete memory replica for key: ', 'INVALID_REPLICA'],
    [
      'rdma_endpoint.cpp:388] Invalid argument: received packet mismatch, local.local_nic_path: A, local.peer_nic_path: B, peer.local_nic_path: , peer.peer_nic_path: ',
      'ERR_REJECT_HANDSHAKE',
    ],
  ])('%s', (line, name) => {
    for (const text of [line, line.trimEnd()])
      expect(findingsOf(glog + text).map((finding) => finding.replace(/^\w+:/, ''))).toEqual([
        `${name}/message`,
      ]);
  });
});

test('what a child process reports implies its code, and its severity is the line', () => {
  const line =
    'I0730 11:49:18.8 1 master_snapshot_manager.cpp:230] [Snapshot:Child] [ERROR] [Snapshot] Unknown exception during state persistent, snapshot_id=x';
  expect(findingsOf(line)).toEqual(['Store:PERSISTENT_FAIL/message']);
  const { prefix } = new Recogniser(builtInCatalogue()).recognise(line);
  expect(prefix.severity).toBe('E');
  expect(line.slice(prefix.message)).toMatch(/^\[Snapshot:Child\]/);
  expect(findingsOf(line.replace('[ERROR]', '[INFO]'))).toEqual([]);
});

test('a word of the text itself is no stated code where another one follows', () => {
  expect(findingsOf(`${glog}client_service.cpp:9] segment_not_found base=0x7f size=16`)).toEqual([
    'Store:INVALID_PARAMS/message',
  ]);
});

describe('the note', () => {
  const noteOf = (line: string) =>
    new Recogniser(builtInCatalogue()).recognise(glog + line).findings[0]?.note;
  const put = 'real_client.cpp:9] Failed to allocate buffer for put operation, key: e, value size: ';
  test('of a buffer tells an empty value from too large a one', () => {
    expect(noteOf(`${put}0`)).toBe('really: an empty value');
    expect(noteOf(`${put}4096`)).toBe('really: out of memory in the local buffer');
  });
  test('of a client that was not created blames nothing that the lines before it may contradict', () => {
    expect(noteOf('real_client.cpp:9] Failed to create client after 20 retries')).not.toContain('connection');
  });
});

test('every message of the table implies the same in its shape, whatever its values', () => {
  const catalogue = builtInCatalogue();
  const recogniser = new Recogniser(catalogue);
  const namesOf = (line: string) =>
    recogniser.recognise(line).findings.map(({ name, evidence }) => `${name}/${evidence}`);
  const differing = Object.entries(catalogue.messages.byFile).flatMap(([file, messages]) =>
    messages.flatMap(({ pattern, severity, lines }) =>
      [0, 1, 2].flatMap((seed) => {
        const line = /\d+(?=[, ]|$)/.exec(lines?.at(-1)?.split(':')[1] ?? '1')![0];
        const text = Buffer.from(renderPattern(pattern, seed)).toString('latin1');
        const printed = `${severity}0730 11:49:18.827430 12345 ${file}:${line}] ${text}`;
        const shaped = shapeTextOf(printed, recogniser.shapeRules).text.replace(/00:00:00/, '11:49:18');
        return namesOf(printed).join() === namesOf(shaped).join() ? [] : [`${printed}\n${shaped}`];
      }),
    ),
  );
  expect(differing).toEqual([]);
});
