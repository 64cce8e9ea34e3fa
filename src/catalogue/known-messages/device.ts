import { answerLine } from '../advice/probe.ts';
import { deviceProbes } from '../advice/probes/device.ts';
import { processProbes } from '../advice/probes/process.ts';
import type { KnownMessage } from './known-message.ts';

const guide = 'docs/source/troubleshooting/troubleshooting.md';

/** Devices, memory and what limits them. */
export const deviceMessages: readonly KnownMessage[] = [
  {
    id: 'gid-null',
    component: 'TransferEngine',
    title: 'The GID is all zeros, or there is no usable one',
    code: 'ERR_CONTEXT',
    severities: 'IWEF',
    patterns: [
      'GID is NULL, please check your GID index',
      'No suitable GID found on ',
      'No suitable GID found while refreshing',
      ') 00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00',
    ],
    meaning:
      'The chosen GID index has no address behind it: the device has no IP address, or MC_GID_INDEX is wrong for this host.',
    checks: [
      answerLine(deviceProbes.gids),
      answerLine(
        processProbes.environment,
        '`MC_GID_INDEX` must be the index of an IPv4-mapped RoCE v2 entry',
      ),
      'A host with IPv6 alone needs v0.3.10 or newer (kvcache-ai/Mooncake#1593).',
    ],
    source: `${guide}, RDMA Resource Initialization; rdma_context.cpp openRdmaDevice, v0.3.12.post1`,
    samples: [
      'W1123 02:30:01.114215 40120 rdma_context.cpp:1379] GID is NULL, please check your GID index by specifying MC_GID_INDEX',
      'W1123 02:30:01.114215 40120 rdma_context.cpp:1347] No suitable GID found on mlx5_2/1',
      'W1123 02:30:01.114215 40120 rdma_context.cpp:1115] No suitable GID found while refreshing mlx5_2/1',
      'I1123 02:30:01.114215 40120 rdma_context.cpp:288] RDMA device: mlx5_2, LID: 0, GID: (GID_Index 5) 00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00',
    ],
  },
  {
    id: 'no-matched-device',
    component: 'TransferEngine',
    title: 'An RDMA device is configured that this host does not have',
    code: 'ERR_DEVICE_NOT_FOUND',
    patterns: ['No matched device found', 'RdmaTransport: No available RNIC'],
    meaning:
      'The device name in the configuration is not that of a device here: a wrong HCA name, or a container without the device.',
    checks: [
      answerLine(deviceProbes.names),
      answerLine(deviceProbes.ports),
      'Filters are `MC_MS_FILTERS` for a store with automatic discovery, `MC_TE_FILTERS` for a transfer engine alone (SGLang, vLLM).',
      answerLine(processProbes.environment),
    ],
    source: `${guide}, RDMA Resource Initialization; rdma_context.cpp, rdma_transport.cpp, v0.3.12.post1`,
    samples: [
      'E1123 02:30:01.114215 40120 rdma_context.cpp:1411] No matched device found: mlx5_bond_0',
      'E1123 02:30:01.114415 40120 rdma_transport.cpp:1080] RdmaTransport: No available RNIC',
    ],
  },
  {
    id: 'port-not-active',
    component: 'TransferEngine',
    title: 'The port of an RDMA device is not active, or the device does not open',
    code: 'ERR_CONTEXT',
    patterns: [
      'Device {} port not active',
      'Context is not active: ',
      'Failed to open device ',
      'ibv_open_device({}) failed',
    ],
    meaning:
      'The device is there but its port is down or it cannot be opened: cable, driver, permissions, or another port number.',
    checks: [
      answerLine(deviceProbes.ports, 'choose another port with `MC_IB_PORT`'),
      answerLine(deviceProbes.links),
      answerLine(deviceProbes.names, 'rights on it'),
    ],
    source: `${guide}, RDMA Resource Initialization; rdma_context.cpp, topology.cpp, v0.3.12.post1`,
    samples: [
      'W1123 02:30:01.114215 40120 rdma_context.cpp:1204] Device mlx5_2 port not active',
      'E1123 02:30:01.114215 40120 rdma_context.cpp:695] Context is not active: mlx5_2',
      'E1123 02:30:01.114215 40120 rdma_context.cpp:209] Failed to open device mlx5_2 on port 1 with GID 3',
      'E1123 02:30:01.114215 40120 rdma_context.cpp:1185] ibv_open_device(mlx5_2) failed',
    ],
  },
  {
    id: 'mkey-exhausted',
    component: 'TransferEngine',
    title: 'The device has no memory keys left',
    code: 'ERR_CONTEXT',
    patterns: [
      'Failed to register memory {}: Resource temporarily unavailable',
      'CREATE_MKEY({} no resources',
    ],
    meaning:
      'The device firmware ran out of memory keys, mostly leaked by processes that were killed; only a reset of the device or a reboot brings them back.',
    checks: [
      answerLine(deviceProbes.kernel),
      answerLine(deviceProbes.resources),
      answerLine(deviceProbes.mapCount),
    ],
    source: `${guide}, RDMA Resource Initialization, v0.3.12.post1`,
    samples: [
      'E1123 02:30:01.114215 40120 rdma_context.cpp:588] Failed to register memory 0x7efb94000000: Resource temporarily unavailable [11]',
      '[Mon Nov 23 02:30:01 2026] mlx5_core 0000:65:01.0: mlx5_cmd_out_err:829:(pid 3958462): CREATE_MKEY(0x200) op_mod(0x0) failed, status no resources(0xf), syndrome (0x2aac7c), err(-11)',
    ],
  },
  {
    id: 'max-mr-size',
    component: 'TransferEngine',
    title: 'A region is larger than the device can register',
    code: 'ERR_CONTEXT',
    patterns: [
      'Failed to register memory {}: Input/output error',
      'Out of mr size: ',
      'is larger than max_mr_size',
      'exceeds device max_mr_size',
    ],
    meaning: 'All regions together, or one alone, exceed what the device takes; some devices stop at 64 GB.',
    checks: [
      answerLine(deviceProbes.limits),
      answerLine(deviceProbes.kernel),
      'Register less at once: a smaller `global_segment_size` (`MOONCAKE_GLOBAL_SEGMENT_SIZE`) for each store and more stores, or `MC_MAX_MR_SIZE`.',
    ],
    source: `${guide}, RDMA Resource Initialization; client_service.cpp, rdma_context.cpp, v0.3.12.post1`,
    samples: [
      'E1123 02:30:01.114215 40120 rdma_context.cpp:588] Failed to register memory 0x7efb94000000: Input/output error [5]',
      '[Wed Jul 30 11:49:18 2025] infiniband erdma_0: ERROR: Out of mr size: 0, max 68719476736',
      'E1123 02:30:01.114215 40120 client_service.cpp:503] length 137438953472 is larger than max_mr_size: 68719476736',
      'W1123 02:30:01.114215 40120 rdma_context.cpp:566] The buffer length exceeds device max_mr_size, shrink it to 68719476736: Success [0]',
    ],
  },
  {
    id: 'memory-registration-failed',
    component: 'TransferEngine',
    title: 'Memory could not be registered',
    code: 'ERR_CONTEXT',
    patterns: [
      'Failed to register memory {}: Cannot allocate memory',
      'Failed to register memory {}: Bad address',
      'Failed to register memory {}: Operation not permitted',
    ],
    meaning:
      'The limit on locked memory is too low, the buffer is GPU memory that the device cannot see, or memory is short.',
    checks: [
      answerLine(processProbes.lockedMemory),
      answerLine(processProbes.memory),
      answerLine(deviceProbes.peerMemory, 'for GPU memory, after `Bad address`'),
      'For GPU memory also unset PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True: such memory cannot be registered.',
    ],
    source: `${guide}, RDMA Resource Initialization; rdma_context.cpp, v0.3.12.post1; kvcache-ai/Mooncake#351, #2511`,
    samples: [
      'E1123 02:30:01.114215 40120 rdma_context.cpp:588] Failed to register memory 0x7efb94000000: Cannot allocate memory [12]',
      'E1123 02:30:01.114215 40120 rdma_context.cpp:588] Failed to register memory 0x7efb94000000: Bad address [14]',
      'E1123 02:30:01.114215 40120 rdma_context.cpp:588] Failed to register memory 0x7efb94000000: Operation not permitted [1]',
    ],
  },
  {
    id: 'qp-creation-failed',
    component: 'TransferEngine',
    title: 'No queue pair could be created',
    code: 'ERR_ENDPOINT',
    patterns: ['Failed to create QP: '],
    meaning:
      'Too many queue pairs exist on the device, or the limit on locked memory is too low for another one.',
    checks: [
      answerLine(deviceProbes.resources),
      answerLine(deviceProbes.limits),
      answerLine(processProbes.lockedMemory),
      'Queue pairs leak before v0.3.11 (kvcache-ai/Mooncake#1845): upgrade; until then set `MC_ENABLE_DEST_DEVICE_AFFINITY=1` on BOTH sides.',
    ],
    source: `${guide}, RDMA Resource Initialization; rdma_endpoint.cpp construct, v0.3.12.post1`,
    samples: [
      'E1123 02:30:01.114215 40120 rdma_endpoint.cpp:145] Failed to create QP: Cannot allocate memory [12]',
    ],
  },
  {
    id: 'hugepages',
    component: 'Store',
    title: 'Not enough huge pages',
    patterns: [
      'Arena hugepage mmap failed',
      'Arena mmap failed: ',
      'MC_STORE_USE_HUGEPAGE is set, so the fallback path will also require hugepages',
    ],
    meaning:
      'The pool of huge pages is smaller than what is asked for; Mooncake falls back to plain pages unless huge pages were demanded.',
    checks: [
      answerLine(processProbes.hugePages),
      answerLine(
        processProbes.environment,
        'what is asked for: `MC_MMAP_ARENA_POOL_SIZE`, `MC_STORE_USE_HUGEPAGE`, `MOONCAKE_GLOBAL_SEGMENT_SIZE`',
      ),
    ],
    source: `${guide}, Memory Allocator; mmap_arena.cpp, utils.cpp, v0.3.12.post1`,
    samples: [
      'E1123 02:30:01.114215 40120 mmap_arena.cpp:103] Arena hugepage mmap failed for pool_size=8589934592 bytes, errno=12 (Cannot allocate memory); regular-page fallback disabled because MC_STORE_USE_HUGEPAGE explicitly requested hugepages',
      'E1123 02:30:01.114215 40120 mmap_arena.cpp:123] Arena mmap failed: size=8589934592, errno=12 (Cannot allocate memory)',
      'E1123 02:30:01.114215 40120 utils.cpp:224] MC_STORE_USE_HUGEPAGE is set, so the fallback path will also require hugepages',
    ],
  },
];
