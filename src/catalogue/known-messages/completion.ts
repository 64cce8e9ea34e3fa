import { answerLine } from '../advice/probe.ts';
import { deviceProbes } from '../advice/probes/device.ts';
import { logProbes } from '../advice/probes/logs.ts';
import { masterProbes } from '../advice/probes/master.ts';
import { metadataProbes } from '../advice/probes/metadata.ts';
import { peerProbes } from '../advice/probes/peer.ts';
import { processProbes } from '../advice/probes/process.ts';
import type { KnownMessage } from './known-message.ts';

const source =
  'docs/source/troubleshooting/troubleshooting.md, RDMA Transfer Period; rdma_transport/worker_pool.cpp, v0.3.12.post1';

function failedSlice(reason: string): string {
  return `E1123 02:14:07.310442 51877 worker_pool.cpp:606] Worker: Process failed for slice (opcode: 1, source_addr: 0x7f3c58000000, length: 65536, dest_addr: 0x7f7a10200000, local_nic: mlx5_1, peer_nic: 10.12.0.7:15011@mlx5_3, dest_rkey: 2113408, retry_cnt: 0, max_retry_cnt: 9): ${reason}`;
}

/** What the last field of a failed work request says: libibverbs prints these texts. */
export const completionMessages: readonly KnownMessage[] = [
  {
    id: 'transport-retry-exceeded',
    component: 'TransferEngine',
    title: 'RDMA transport retries exceeded: the peer device did not answer',
    titleOfDevice: 'RDMA transport retries exceeded: {device} on {host} gets no answer',
    patterns: ['transport retry counter exceeded'],
    meaning:
      'A work request was sent again and again without an acknowledgement: the peer is dead, its port is down, or packets are lost on the way.',
    checks: [
      answerLine(peerProbes.ping),
      answerLine(deviceProbes.ports, 'here and on the peer'),
      answerLine(deviceProbes.listenWrite),
      answerLine(deviceProbes.write),
      answerLine(deviceProbes.counters),
      'If the two NICs in the line are not connected at all, list the devices by hand with `MC_MS_AUTO_DISC=0`, or set `MC_ENABLE_DEST_DEVICE_AFFINITY=1` on BOTH sides (on one side alone it does nothing).',
    ],
    source: `${source}; kvcache-ai/Mooncake#1026, #1450, #3828`,
    samples: [failedSlice('transport retry counter exceeded')],
  },
  {
    id: 'rnr-retry-exceeded',
    component: 'TransferEngine',
    title: 'RDMA receiver not ready',
    patterns: ['RNR retry counter exceeded'],
    meaning:
      'The peer device answered that it cannot take the request, too often; it is overloaded or going down.',
    checks: [
      answerLine(deviceProbes.links, 'on the peer'),
      answerLine(deviceProbes.resources, 'on the peer'),
      answerLine(deviceProbes.counters),
    ],
    source,
    samples: [failedSlice('RNR retry counter exceeded')],
  },
  {
    id: 'remote-access-error',
    component: 'TransferEngine',
    title: 'The peer refused access to its memory',
    patterns: ['): remote access error'],
    meaning:
      'The address or key that was used is not registered at the peer (any more): it restarted, unmounted the segment, or the metadata is stale.',
    checks: [
      answerLine(masterProbes.expired, 'whether the peer was given up, or came again under another address'),
      answerLine(masterProbes.mounts),
      answerLine(metadataProbes.entry),
      'If the peer restarted, restart this process too, or let it ask anew: `MC_DISABLE_METACACHE=1`, or `MC_TE_METADATA_REFRESH_INTERVAL_SECONDS`.',
    ],
    source,
    samples: [failedSlice('remote access error')],
  },
  {
    id: 'remote-operation-error',
    component: 'TransferEngine',
    title: 'The peer device failed to carry out a request',
    patterns: ['): remote operation error'],
    meaning: 'The peer device got the request and could not complete it; its own log and kernel log say why.',
    checks: [answerLine(deviceProbes.kernel, 'on the peer')],
    source,
    samples: [failedSlice('remote operation error')],
  },
  {
    id: 'remote-invalid-request',
    component: 'TransferEngine',
    title: 'The peer device took a request for invalid',
    patterns: ['): remote invalid request error'],
    meaning:
      'The peer device got a packet that does not fit its queue pair: mostly the two devices have different active MTUs, which Mooncake does not negotiate; else length or key are wrong. ib_write_bw can pass all the same.',
    checks: [
      answerLine(deviceProbes.gids, 'here and on the peer: the same active MTU?'),
      'Set the same `MC_MTU` on BOTH sides and restart both.',
      answerLine(processProbes.environment, '`MC_MTU` on both sides'),
      answerLine(processProbes.version),
    ],
    source: 'libibverbs; kvcache-ai/Mooncake#3868, #3299; rdma_endpoint.cpp, v0.3.12.post1',
    samples: [failedSlice('remote invalid request error')],
  },
  {
    id: 'local-protection-error',
    component: 'TransferEngine',
    title: 'Local memory is not registered with the device',
    patterns: ['): local protection error', '): local access error'],
    meaning:
      'The local buffer of a request has no valid key at this device: it was not registered, was freed or unregistered while in use, or the GPU memory behind it is gone.',
    checks: [
      answerLine(logProbes.registration),
      answerLine(deviceProbes.peerMemory),
      'For GPU memory unset PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True: such memory cannot be registered.',
    ],
    source: `${source}; kvcache-ai/Mooncake#351, #2511`,
    samples: [failedSlice('local protection error'), failedSlice('local access error')],
  },
  {
    id: 'local-length-error',
    component: 'TransferEngine',
    title: 'A request is longer than its buffer',
    patterns: ['): local length error'],
    meaning:
      'A message is longer than the local buffer, or, with different active MTUs on the two devices, a packet is longer than expected; Mooncake does not negotiate the MTU.',
    checks: [
      answerLine(deviceProbes.gids, 'here and on the peer: the same active MTU?'),
      'Set the same `MC_MTU` on BOTH sides and restart both.',
      answerLine(deviceProbes.limits, 'only if the MTUs are equal'),
    ],
    source: 'libibverbs; kvcache-ai/Mooncake#3868; rdma_endpoint.cpp, v0.3.12.post1',
    samples: [failedSlice('local length error')],
  },
  {
    id: 'local-operation-error',
    component: 'TransferEngine',
    title: 'The local queue pair failed',
    patterns: ['): local QP operation error'],
    meaning: 'The local device could not carry out a request; the queue pair or the device is in trouble.',
    checks: [answerLine(deviceProbes.kernel), answerLine(deviceProbes.ports)],
    source,
    samples: [failedSlice('local QP operation error')],
  },
  {
    id: 'work-request-flushed',
    component: 'TransferEngine',
    title: 'Work requests flushed after an earlier error',
    patterns: ['Work Request Flushed Error', 'work request flushed error', 'WR flush error'],
    meaning:
      'The queue pair was in the error state already, so waiting requests were thrown out: look for the first other error before these.',
    checks: [answerLine(logProbes.slices)],
    source,
    samples: [
      failedSlice('Work Request Flushed Error'),
      failedSlice('work request flushed error'),
      'E1123 02:14:07.310498 51877 worker_pool.cpp:590] Worker: WR flush error (peer_nic: 10.12.0.7:15011@mlx5_3), redispatching if retry allows',
    ],
  },
  {
    id: 'rail-paused',
    component: 'TransferEngine',
    title: 'The way to a peer device is paused',
    patterns: [
      'Rail paused: peer=',
      'because all peer rails are paused',
      'Local-side RDMA failure detected on context',
      'Worker: Cannot redispatch slice',
    ],
    meaning:
      'A rail is one pair of a device here and one at the peer. After failures on a rail Mooncake leaves it alone for a while and tries another one.',
    checks: [answerLine(logProbes.rails), answerLine(logProbes.slices, 'why it failed')],
    source: 'rdma_transport/worker_pool.cpp markRailFailed, redispatch, v0.3.12.post1',
    samples: [
      'W1123 02:14:07.310530 51877 worker_pool.cpp:1314] Rail paused: peer=10.12.0.7:15011@mlx5_3 error_count=10 pause_ms=30000',
      'E1123 02:14:07.310541 51877 worker_pool.cpp:759] Worker: Cannot redispatch slice because all peer rails are paused for target 4, selected peer=10.12.0.7:15011@mlx5_3, retry_cnt=2',
      'W1123 02:14:07.310602 51877 worker_pool.cpp:1384] Local-side RDMA failure detected on context mlx5_1, peer=10.12.0.7:15011@mlx5_3',
      'E1123 02:14:07.310611 51877 worker_pool.cpp:720] Worker: Cannot redispatch slice for target 4, peer segment unavailable or no target RNIC, dest_addr=0x7f7a10200000, length=65536, retry_cnt=1',
    ],
  },
  {
    id: 'local-device-given-up',
    component: 'TransferEngine',
    title: 'The engine stopped using one of its own RDMA devices',
    patterns: ['Too many errors found in local RNIC ', 'Failed to establish peer endpoints in local RNIC '],
    meaning:
      'Releases before v0.3.12 mark the own device inactive after many failures, whichever side they are the fault of; until the port reports that it is active again it is not used.',
    checks: [
      answerLine(deviceProbes.ports, 'the device that is named'),
      answerLine(logProbes.slices, 'the failures before that line'),
    ],
    source: 'rdma_transport/worker_pool.cpp, v0.3.7',
    samples: [
      'W1123 02:31:45.202390 51102 worker_pool.cpp:308] Too many errors found in local RNIC 10.12.0.9:15733@mlx5_2, mark it inactive',
      'W1123 02:31:45.202390 51102 worker_pool.cpp:249] Failed to establish peer endpoints in local RNIC 10.12.0.9:15733@mlx5_2, mark it inactive',
    ],
  },
  {
    id: 'rdma-device-event',
    component: 'TransferEngine',
    title: 'An RDMA port or device reported a fatal event',
    severities: 'IWEF',
    patterns: [
      'Received context async event port error',
      'Received context async event local catastrophic error',
      'Received context async event LID change',
      'Received context async event CQ error',
      'Received context async event local work queue catastrophic error',
      'Received context async event local access violation work queue error',
      'Received context async event invalid request local work queue error',
      'Received context async event SRQ catastrophic error',
      'Received context async event path migration request error',
      'context async event: local access violation work queue error',
      'context async event: invalid request local work queue error',
      'context async event: port error',
      'context async event: local catastrophic error',
      'is now inactive due to fatal event',
      ': Link down',
      ' NIC Link is Down',
      'link status definitely down for interface',
    ],
    meaning:
      'The driver reported that a port went down or the device failed; Mooncake takes the device out of use.',
    checks: [
      answerLine(deviceProbes.ports),
      answerLine(deviceProbes.kernel),
      answerLine(deviceProbes.links),
      answerLine(deviceProbes.speed),
    ],
    source: 'rdma_transport/worker_pool.cpp doProcessContextEvents, v0.3.12.post1',
    samples: [
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event port error for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event local catastrophic error for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event LID change for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event CQ error for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event local work queue catastrophic error for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event local access violation work queue error for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event invalid request local work queue error for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event SRQ catastrophic error for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event path migration request error for context mlx5_3',
      'W20251123 02:14:05.118204 51880 worker_pool.cpp:419] Worker: Received context async event: local access violation work queue error for context mlx5_3',
      'W20251123 02:14:05.118204 51880 worker_pool.cpp:419] Worker: Received context async event: invalid request local work queue error for context mlx5_3',
      'W20251123 02:14:05.118204 51880 worker_pool.cpp:419] Worker: Received context async event: port error for context mlx5_3',
      'W20251123 02:14:05.118204 51880 worker_pool.cpp:419] Worker: Received context async event: local catastrophic error for context mlx5_3',
      'I1123 02:14:05.118877 51880 worker_pool.cpp:1012] Worker: Context mlx5_3 is now inactive due to fatal event: 9',
      '[Mon Nov 23 02:14:05 2026] mlx5_core 0000:65:00.1 ens65f1np1: Link down',
      'Nov 23 02:14:05 kv-a03 kernel: bnxt_en 0000:65:00.1 ens65f1np1: NIC Link is Down',
      'Nov 23 02:14:05 kv-a03 kernel: bond0: (slave ens65f1np1): link status definitely down for interface, disabling it',
    ],
  },
  {
    id: 'rdma-device-change',
    component: 'TransferEngine',
    title: 'An RDMA port or device reported a change',
    severities: 'IWEF',
    routine: true,
    patterns: [
      'async event port active',
      'async event GID table change',
      'async event P_Key change',
      'async event SM change',
      'async event client reregistration',
      'async event SRQ limit reached',
      'async event last WQE reached',
      'async event send queue drained',
      'async event path migrated',
    ],
    meaning:
      'The driver reported something that is no failure by itself; before or after a fatal event it is part of the story.',
    checks: [answerLine(deviceProbes.kernel)],
    source:
      'rdma_transport/worker_pool.cpp doProcessContextEvents, v0.3.12.post1; libibverbs 44.0 enum_strs.c',
    samples: [
      'I1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event port active for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event GID table change for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event P_Key change for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event SM change for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event client reregistration for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event SRQ limit reached for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event last WQE reached for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event send queue drained for context mlx5_3',
      'W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event path migrated for context mlx5_3',
    ],
  },
  {
    id: 'transfer-timed-out',
    component: 'Store',
    title: 'Transfers were not complete in time',
    code: 'TRANSFER_FAIL',
    severities: 'IWEF',
    patterns: [
      'Failed to complete transfers after ',
      'Sync batch data transfer timeout after ',
      'CQ completion timeout diagnostic',
      'CQ stuck transfer group',
    ],
    meaning: 'The network or the peer was so slow, or so silent, that a batch was given up.',
    checks: [
      answerLine(peerProbes.port),
      answerLine(masterProbes.details, 'whether the peer is still registered'),
      answerLine(logProbes.slices),
      '`MC_TRACK_RDMA_POSTED_SLICES=1` shows which transfers hang, at some cost.',
    ],
    source: 'mooncake-store/src/transfer_task.cpp, transfer_engine_py.cpp, v0.3.12.post1',
    samples: [
      'E1123 02:15:07.402211 52210 transfer_task.cpp:881] Failed to complete transfers after 60000 milliseconds for batch 140216455182736',
      'I0331 02:49:30.617945 803444 transfer_engine_py.cpp:454] Sync batch data transfer timeout after 33061142969ns',
      'E1123 02:15:07.402211 52210 worker_pool.cpp:1217] CQ completion timeout diagnostic: context=mlx5_1, outstanding=12',
      'E1123 02:15:07.402213 52210 worker_pool.cpp:1266] CQ stuck transfer group: context=mlx5_1, peer_nic=10.12.0.7:15011@mlx5_3',
    ],
  },
];
