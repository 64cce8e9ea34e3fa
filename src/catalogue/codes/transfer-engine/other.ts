import { answerLine } from '../../advice/probe.ts';
import { deviceProbes } from '../../advice/probes/device.ts';
import { logProbes } from '../../advice/probes/logs.ts';
import { metadataProbes } from '../../advice/probes/metadata.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const engineOther: readonly Code[] = [
  {
    component: 'TransferEngine',
    group: 'Other',
    name: 'ERR_METADATA',
    value: -200,
    description: 'Failed to communicate with metadata server',
    origin: 'seed',
    statusName: 'Metadata',
    cause: [
      'The metadata server (etcd, Redis or HTTP) is down, unreachable or answers with an error; an HTTP proxy in the environment is a common reason.',
      "The peer's entry is not there: it never registered, was cleaned up after missed heartbeats, or the metadata server lost its data in a restart.",
      'The peer rejected the handshake (`Handshake rejected by`), which has nothing to do with the metadata server. With P2PHANDSHAKE there is none at all.',
      'Two clients registered one name, or a crashed one left its entry (`Duplicate rpc_meta key not allowed`).',
    ],
    action: [
      "If `Handshake rejected by` stands next to it, go to the peer's log; the rest of this list does not apply.",
      answerLine(metadataProbes.server),
      answerLine(metadataProbes.entry, '`MC_METADATA_CLUSTER_ID` must be equal on all nodes'),
      answerLine(metadataProbes.etcdStatus, 'where engines use etcd'),
      answerLine(processProbes.proxy),
      'After a restart of the HTTP metadata server alone, its entries stay away: restart every client. Only inside the master, from v0.3.12 on, clients publish again by themselves within seconds (kvcache-ai/Mooncake#2246).',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4762] Failed to re-publish segment descriptor to metadata server, rc=-200, will retry in next heartbeat cycle',
      'E20260730 11:49:18.123456 12345 rdma_endpoint.cpp:462] Active handshake RPC failed; resetting endpoint. rc=-200, local_desc.qp_num=[412,413], endpoint=EndPoint: local node-a1@mlx5_0 (unconnected)',
      'E20260730 11:49:18.123456 12345 transfer_metadata.cpp:1454] Failed to find location of node-b2:12345',
    ],
    related: ['ERR_REJECT_HANDSHAKE', 'ERR_SOCKET', 'ERR_DNS'],
  },
  {
    component: 'TransferEngine',
    group: 'Other',
    name: 'ERR_ENDPOINT',
    value: -201,
    description: 'Exceptions during the creation and use of RdmaEndPoint objects',
    origin: 'seed',
    statusName: 'Endpoint',
    cause: [
      'The queue pair could not be moved to RTR or RTS: GID index, MTU or VLAN differ between the nodes, or there is no route between the two NICs.',
      'The NIC has no more queue pairs (`Failed to create QP: Cannot allocate memory`).',
      'The connection was reset or retired while it was being set up, since the peer restarted or the first handshake failed.',
      'A failed transfer had put the endpoint into its error state, and it is being destroyed.',
    ],
    action: [
      answerLine(
        deviceProbes.gids,
        'a GID that begins with `fe:80` in the line is link-local and mostly wrong: set `MC_GID_INDEX` to the IPv4-mapped RoCE v2 entry (kvcache-ai/Mooncake#2729)',
      ),
      answerLine(deviceProbes.listenWrite),
      answerLine(deviceProbes.write),
      answerLine(deviceProbes.resources),
      'A few devices on each side that cannot reach each other give this too: set `MC_ENABLE_DEST_DEVICE_AFFINITY=1` on BOTH sides.',
      'Only the first error of a burst counts: later ones are connections flushed because of it.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 rdma_endpoint.cpp:166] Failed to deconstruct endpoint: -201',
      'E20260730 11:49:18.123456 12345 rdma_endpoint.cpp:1194] [Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: local=node-a1@mlx5_0, peer=node-b2@mlx5_0, qp_index=0, local_qp=412, peer_qp=877, local_gid=00:00:00:00:00:00:00:00:00:00:ff:ff:0a:14:00:05, local_gid_index=3, peer_gid=00:00:00:00:00:00:00:00:00:00:ff:ff:0a:14:00:07, peer_lid=0, path_mtu=5, port_num=1: Connection timed out',
      'E20260730 11:49:18.123456 12345 rdma_endpoint.cpp:145] Failed to create QP: Cannot allocate memory [12]',
    ],
    related: ['ERR_REJECT_HANDSHAKE', 'ERR_METADATA', 'ERR_CONTEXT'],
  },
  {
    component: 'TransferEngine',
    group: 'Other',
    name: 'ERR_NUMA',
    value: -300,
    description: 'The system does not support numa interface',
    origin: 'seed',
    statusName: 'Numa',
    cause: [
      'The kernel or the container runtime has no NUMA support: `numa_available()` fails, as with a seccomp profile that forbids get_mempolicy.',
      "The CPUs of the NUMA node are outside the container's cpuset, so the thread cannot be bound there.",
      'The process goes on unbound; only speed suffers.',
    ],
    action: [
      answerLine(processProbes.numa),
      'In Docker or Kubernetes allow the NUMA calls: add `SYS_NICE` or another seccomp profile.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 common.h:92] The platform does not support NUMA',
      'E20260730 11:49:18.123456 12345 common.h:116] bindToSocket: pthread_setaffinity_np failed',
    ],
    related: ['ERR_CLOCK'],
  },
  {
    component: 'TransferEngine',
    group: 'Other',
    name: 'ERR_CLOCK',
    value: -301,
    description: 'The system does not support the clock_gettime interface',
    origin: 'seed',
    statusName: 'Clock',
    cause: [
      'A bounded wait for a scatter transfer ran out: its status is `scatter transfer wait timed out`, and the clock itself is fine.',
      '`clock_gettime` failed, which on a working Linux kernel only a seccomp filter or a broken emulation brings about.',
    ],
    action: [
      answerLine(
        logProbes.slices,
        'for `scatter transfer wait timed out`: the slow or failed transfer; then raise the caller’s time-out',
      ),
      answerLine(processProbes.clock, 'for `clock_gettime failed`'),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 common.h:126] getCurrentTimeInNano: clock_gettime failed: Operation not permitted [1]',
    ],
    related: ['ERR_NUMA'],
  },
  {
    component: 'TransferEngine',
    group: 'Other',
    name: 'ERR_MEMORY',
    value: -302,
    description: 'Out of memory',
    origin: 'seed',
    statusName: 'Memory',
    cause: [
      'A mapping or device allocation failed: a CXL device too small for `MC_CXL_DEV_SIZE`, a full /dev/shm, or Ascend memory used up.',
      "The host or the container's memory limit is used up.",
      'Running out of memory while registering buffers does not give this code but ERR_CONTEXT.',
    ],
    action: [
      answerLine(processProbes.podMemory),
      answerLine(processProbes.memory),
      answerLine(processProbes.killed),
      answerLine(processProbes.sharedMemory, 'for shared segments'),
      'For CXL, compare the size of the device of `MC_CXL_DEV_PATH` with `MC_CXL_DEV_SIZE`.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 ascend_direct_transport.cpp:126] AscendDirectTransport: cannot allocate local segment, ret: -302',
    ],
    related: ['ERR_CONTEXT'],
  },
  {
    component: 'TransferEngine',
    group: 'Other',
    name: 'ERR_CONTEXT',
    value: -202,
    description: 'An RDMA (or other transport) device context could not be created or used',
    origin: 'source',
    statusName: 'Context',
    cause: [
      "A memory region could not be registered with the NIC: the locked-memory limit is too low, the region exceeds the device's limits, or GPU memory is registered without the peer-memory driver.",
      'The NIC ran out of memory keys, as after many crashes with `kill -9`: `CREATE_MKEY ... no resources` in the kernel log.',
      'The device could not be opened or gave no completion queue: wrong GID index, inactive port, missing rights on /dev/infiniband.',
      'Under Tent, the classic interface wraps every inner error as `Context`; the inner name after it is the true one.',
    ],
    action: [
      answerLine(processProbes.lockedMemory),
      answerLine(deviceProbes.kernel),
      answerLine(deviceProbes.limits, 'all locked memory is the number of NICs times the segment’s size'),
      answerLine(deviceProbes.peerMemory),
      'For GPU buffers, also unset `PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True`: such memory cannot be registered (kvcache-ai/Mooncake#351, #2511).',
      answerLine(deviceProbes.gids, 'if `Failed to open device` precedes it'),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:3523] register_local_memory_failed base=0x7f3a40000000 size=68719476736, error=-202',
      'E20260730 11:49:18.123456 12345 transfer_task.cpp:1252] Failed to submit all transfers, error code is Context',
      'E20260730 11:49:18.123456 12345 rdma_context.cpp:602] Failed to register memory 0x7f3a40000000: Cannot allocate memory [12]',
    ],
    related: ['ERR_DEVICE_NOT_FOUND', 'ERR_ENDPOINT', 'ERR_MEMORY'],
  },
  {
    component: 'TransferEngine',
    group: 'Other',
    name: 'ERR_NOT_IMPLEMENTED',
    value: -303,
    description: 'The operation is not implemented by this transport',
    origin: 'source',
    statusName: 'NotImplemented',
    cause: [
      'This build of Mooncake lacks the back end that was asked for: shared segments need a VMM or mmap back end that only some accelerators have.',
      'The wheel for another platform is installed (CUDA in place of Ascend, or the reverse).',
    ],
    action: [
      answerLine(processProbes.version, 'whether it is the package for this accelerator'),
      'Turn off the feature that needs the back end (shared segments, host registration) or rebuild Mooncake with the matching USE_ option.',
      'In C++, the status has the value 999, the constant ERR_NOT_IMPLEMENTED is -303.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 transfer_engine_py.cpp:895] [Mooncake Cuda] Submit failed: NotImplemented: This build has no VMM backend for shared segments | BatchID: 139912345678912',
      'RuntimeError: NotImplemented: This build has no VMM backend for shared segments',
    ],
    related: ['NotSupportedTransport'],
  },
];
