import { answerLine } from '../../advice/probe.ts';
import { deviceProbes } from '../../advice/probes/device.ts';
import { logProbes } from '../../advice/probes/logs.ts';
import { metadataProbes } from '../../advice/probes/metadata.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const engineErrorArgs: readonly Code[] = [
  {
    component: 'TransferEngine',
    group: 'Error Args',
    name: 'ERR_INVALID_ARGUMENT',
    value: -1,
    description: 'Input parameters are incorrect (and cannot be detailed into other items in this group)',
    origin: 'seed',
    statusName: 'InvalidArgument',
    cause: [
      'A caller passed something that cannot be used: a zero-length buffer, an empty segment name, a task ID outside its batch, a target offset in no registered buffer.',
      'A device or runtime fault is reported as an argument: an inactive RDMA device, a failed Ascend copy or stream synchronisation, a Barex memory pool that could not be made.',
      "The peer's segment descriptor could not be read, so the target is unknown (`Cannot get target segment description`).",
      'Many functions return a bare -1 for any failure: the line before it says which.',
    ],
    action: [
      answerLine(logProbes.before, 'the argument or the device'),
      'Addresses and lengths passed to `register_memory` must not be zero.',
      answerLine(deviceProbes.ports),
      answerLine(logProbes.handshake, 'if the target is unknown'),
      answerLine(metadataProbes.entry, 'if the target is unknown'),
      'The name of a target is what the peer registered: its `local_hostname` with the port it drew, as IP:PORT; with P2PHANDSHAKE the address behind `listening on`.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 transfer_engine_py.cpp:895] [Mooncake Cuda] Submit failed: InvalidArgument: No matching buffer for target offset in multi-protocol segment 7 | BatchID: 139912345678912',
      'E20260730 11:49:18.123456 12345 transfer_engine_impl.cpp:647] Transfer Engine does not support zero length memory region',
    ],
    related: ['ERR_ADDRESS_NOT_REGISTERED', 'ERR_METADATA'],
  },
  {
    component: 'TransferEngine',
    group: 'Error Args',
    name: 'ERR_TOO_MANY_REQUESTS',
    value: -2,
    description:
      'The number of requests passed by the user when calling the SubmitTransfer interface exceeds the maximum that the allocated BatchID admits',
    origin: 'seed',
    statusName: 'TooManyRequests',
    cause: [
      'More requests were submitted under a BatchID than `allocateBatchID(batch_size)` reserved room for; the requests of all submits of that batch add up.',
      'A batch is reused for a second round of submits instead of being freed and allocated anew.',
      'With two-sided RDMA, the receiver has no buffer ready for one more message yet; a later retry succeeds.',
    ],
    action: [
      'Compare the `batch_size` given to `allocateBatchID` with the number of requests submitted under it; raise it or split the submit.',
      'Free a finished batch and allocate a new one for each round.',
      'With an inference engine in front, lower its number of concurrent KV transfers until the caller is fixed.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 transfer_engine_py.cpp:895] [Mooncake Cuda] Submit failed: TooManyRequests: Exceed the limitation of batch capacity | BatchID: 139912345678912',
    ],
    related: ['ERR_BATCH_BUSY'],
  },
  {
    component: 'TransferEngine',
    group: 'Error Args',
    name: 'ERR_ADDRESS_NOT_REGISTERED',
    value: -3,
    description:
      'The source address and/or target address in the request initiated by the user are not registered (including the situation where it has been registered locally but not uploaded to the metadata server)',
    origin: 'seed',
    statusName: 'AddressNotRegistered',
    cause: [
      'The local or the remote address lies outside every registered buffer, often because length or offset runs past its end.',
      'The peer restarted or registered its buffer anew, and this process still uses its cached segment descriptor with old addresses and keys.',
      'The peer registered the memory but has not published it to the metadata server.',
      'A buffer is unregistered twice; then the code is harmless.',
    ],
    action: [
      'Check that address and length of the request lie inside one buffer that was passed to `register_memory` on that side.',
      answerLine(metadataProbes.entry, 'what the peer published: its `"buffers"`'),
      'If the peer restarted, restart the reading process, or let it ask anew: `MC_DISABLE_METACACHE=1`, or `MC_TE_METADATA_REFRESH_INTERVAL_SECONDS`.',
      answerLine(logProbes.registration, "in the peer's log"),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:3458] Failed to unregister transfer buffer with transfer engine ret is -3',
      'W20260730 11:49:18.123456 12345 rdma_transport.cpp:376] Rollback: failed to remove metadata for chunk at 0x7f3a40000000 (ret=-3)',
      'E20260730 11:49:18.123456 12345 worker_pool.cpp:77] [RDMA] No rkey for MR access: seg=node-b2:12345 addr=0x7f3a40000000 len=65536',
    ],
    related: ['ERR_METADATA', 'ERR_CONTEXT'],
  },
  {
    component: 'TransferEngine',
    group: 'Error Args',
    name: 'ERR_BATCH_BUSY',
    value: -4,
    description: 'Reclaim a BatchID that is still executing requests',
    origin: 'seed',
    statusName: 'BatchBusy',
    cause: [
      '`freeBatchID` was called while tasks of the batch were neither completed nor failed.',
      'The caller gave up waiting (its own time-out) and freed the batch although the transfer still runs.',
      'The state of the tasks was never polled after the last one ended, so the batch still looks unfinished.',
    ],
    action: [
      'Poll `getTransferStatus` for every task until it is COMPLETED or FAILED before `freeBatchID`.',
      answerLine(logProbes.slices, 'what stalls the tasks, if they never end'),
      'Set `MC_SLICE_TIMEOUT` (seconds) so that stuck slices fail instead of waiting for ever.',
    ],
    sample: [
      'RuntimeError: BatchBusy: BatchID cannot be freed until all tasks are done',
      'E20260730 11:49:18.123456 12345 transport.cpp:50] BatchID cannot be freed until all tasks are done',
    ],
    related: ['ERR_TOO_MANY_REQUESTS'],
  },
  {
    component: 'TransferEngine',
    group: 'Error Args',
    name: 'ERR_DEVICE_NOT_FOUND',
    value: -6,
    description: "No available RDMA device to execute the user's request",
    origin: 'seed',
    statusName: 'DeviceNotFound',
    cause: [
      'The device name in the configuration or the NIC priority matrix does not exist on this machine, or is not visible inside the container.',
      'Every RDMA port was skipped at start-up because it is not active or has no GID table entries.',
      "During a handshake, the NIC that this node asked for is not in the peer's segment descriptor: the peer restarted with other NICs, or its filters differ.",
      "The topology has no device for the memory's location (for example `cuda:3`).",
    ],
    action: [
      answerLine(deviceProbes.ports, 'on both hosts, also inside the container'),
      answerLine(deviceProbes.names),
      'Compare these names with the device list passed to Mooncake and `MC_CUSTOM_TOPO_JSON`; filters are `MC_MS_FILTERS` for a store with automatic discovery, `MC_TE_FILTERS` for a transfer engine alone (SGLang, vLLM).',
      'At start-up, look for `No matched device found`, `is not active` and `has no GID table entries`.',
      '`MC_IB_PORT` selects another port of the device; without RDMA set `MC_FORCE_TCP=1` to go on over TCP.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 rdma_context.cpp:1043] Failed to refresh local device descriptor for mlx5_1: -6',
      'E20260730 11:49:18.123456 12345 rdma_transport.cpp:1139] RdmaTransport: No available RNIC',
    ],
    related: ['ERR_CONTEXT', 'ERR_REJECT_HANDSHAKE'],
  },
  {
    component: 'TransferEngine',
    group: 'Error Args',
    name: 'ERR_ADDRESS_OVERLAPPED',
    value: -7,
    description: 'Registering overlapping memory areas multiple times',
    origin: 'seed',
    statusName: 'AddressOverlapped',
    cause: [
      'The same buffer, or one that overlaps it, is registered a second time without unregistering it first.',
      'A memory pool was registered whole and a tensor inside it is registered again.',
      'An earlier registration was kept after a failed start, and the start is tried again in the same process.',
    ],
    action: [
      'Register each region once; register the whole pool or its parts, never both.',
      'Call `unregister_memory` before registering an address again, also on the error path of the caller.',
      'Print address and length at every registration in the caller and look for two ranges that intersect.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:3523] register_local_memory_failed base=0x7f3a40000000 size=4294967296, error=-7',
      'E20260730 11:49:18.123456 12345 transfer_engine_impl.cpp:656] Transfer Engine does not support overlapped memory region',
    ],
    related: ['ERR_INVALID_ARGUMENT', 'ERR_CONTEXT'],
  },
];

export const notSupportedTransport: Code = {
  component: 'TransferEngine',
  group: 'Error Args',
  name: 'NotSupportedTransport',
  value: 8,
  description: 'No installed transport can serve the request',
  origin: 'source',
  statusName: 'NotSupportedTransport',
  cause: [
    'The target segment was published with a protocol (rdma, tcp, nvlink, ...) for which this process installed no transport.',
    '`MC_FORCE_TCP` is set on one side only, or one node has no usable RDMA device and fell back to TCP.',
    'The transport asked for was not compiled into this build.',
    'The target can only be reached inside its own host, but the request comes from another one.',
  ],
  action: [
    answerLine(
      processProbes.environment,
      '`MC_FORCE_TCP`, `MC_INTRANODE_NVLINK` and `MC_FORCE_MNNVL` must be equal on both sides',
    ),
    answerLine(deviceProbes.ports, 'on the side that lacks rdma'),
    answerLine(metadataProbes.entry, 'what the target published: its `"protocol"`'),
    'Give all nodes the same protocol (given to `setup` or `initialize`) and restart the one that differs.',
  ],
  sample: [
    'E20260730 11:49:18.123456 12345 transfer_engine_py.cpp:895] [Mooncake Cuda] Submit failed: NotSupportedTransport: Transport rdma not installed | BatchID: 139912345678912',
  ],
  related: ['ERR_DEVICE_NOT_FOUND', 'ERR_NOT_IMPLEMENTED'],
};
