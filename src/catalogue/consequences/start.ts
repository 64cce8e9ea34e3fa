import type { SampledConsequence } from './consequence.ts';

/** What follows when a process does not come up whole. */
export const startConsequences: readonly SampledConsequence[] = [
  {
    id: 'metadata-failure-stops-registration',
    cause: [
      'message/metadata-server-unreachable',
      'TransferEngine/ERR_METADATA',
      'TransferEngine/ERR_SOCKET',
      'TransferEngine/ERR_DNS',
      'TransferEngine/ERR_DEVICE_NOT_FOUND',
      'TransferEngine/ERR_CONTEXT',
      'TransferEngine/ERR_MEMORY',
      'TransferEngine/ERR_ADDRESS_NOT_REGISTERED',
      'TransferEngine/ERR_ADDRESS_OVERLAPPED',
      'message/address-in-use',
    ],
    effect: ['Store/INVALID_PARAMS', 'Store/INTERNAL_ERROR', 'TransferEngine/ERR_INVALID_ARGUMENT'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['device', 'segment'] },
    because:
      'The store hides a failed start or registration of the transfer engine behind INVALID_PARAMS or INTERNAL_ERROR.',
    source: 'client_service.cpp InitTransferEngine, RegisterLocalMemory; real_client.cpp, v0.3.12.post1',
    samples: {
      cause:
        'pf-a03: E1123 02:15:01.000035 4925 transfer_metadata.cpp:554] Failed to register segment descriptor, name 10.31.0.13:15003 protocol tcp',
      effect:
        'pf-a03: E1123 02:15:01.002236 4925 real_client.cpp:922] Failed to mount segment: INVALID_PARAMS',
      counter:
        'pf-a02: E1123 02:15:01.002236 4925 real_client.cpp:922] Failed to mount segment: INVALID_PARAMS',
    },
  },
  {
    id: 'device-not-opened',
    cause: [
      'TransferEngine/ERR_CONTEXT',
      'message/gid-null',
      'message/port-not-active',
      'message/no-matched-device',
    ],
    effect: [
      'TransferEngine/ERR_DEVICE_NOT_FOUND',
      'TransferEngine/ERR_CONTEXT',
      'TransferEngine/ERR_ENDPOINT',
    ],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['device'] },
    because:
      'A device that cannot be opened is left out; when none remains the RDMA transport does not start.',
    source: 'rdma_context.cpp openRdmaDevice, rdma_transport.cpp initializeRdmaResources, v0.3.12.post1',
    samples: {
      cause: 'store-gpu2: W1123 02:30:01.114215 40120 rdma_context.cpp:1204] Device mlx5_2 port not active',
      effect:
        'store-gpu2: E1123 02:30:01.114415 40120 rdma_transport.cpp:208] RdmaTransport: cannot initialize RDMA resources',
      counter:
        'store-gpu3: E1123 02:30:01.114415 40120 rdma_transport.cpp:208] RdmaTransport: cannot initialize RDMA resources',
    },
  },
  {
    id: 'memory-not-registered',
    cause: ['TransferEngine/ERR_CONTEXT', 'message/memory-registration-failed', 'message/mkey-exhausted'],
    effect: [
      'TransferEngine/ERR_CONTEXT',
      'TransferEngine/ERR_ADDRESS_NOT_REGISTERED',
      'Store/INVALID_PARAMS',
      'Store/INTERNAL_ERROR',
      'message/local-protection-error',
      'message/remote-access-error',
    ],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['device'] },
    because:
      'Memory that a device did not register has no key there, so neither side may transfer from or to it.',
    source:
      'rdma_context.cpp registerMemoryRegionInternal, rdma_transport.cpp, client_service.cpp, v0.3.12.post1',
    samples: {
      cause:
        'store-gpu2: E1123 15:47:00.900034 4021 rdma_context.cpp:588] Failed to register memory 0x7efb94000000: Resource temporarily unavailable [11]',
      effect:
        'store-gpu2: E1123 15:47:00.902236 4021 real_client.cpp:922] Failed to mount segment: INVALID_PARAMS',
      counter:
        'store-gpu3: E1123 15:47:00.902236 4021 real_client.cpp:922] Failed to mount segment: INVALID_PARAMS',
    },
  },
  {
    id: 'unreachable-master-stops-a-start',
    cause: ['Store/RPC_FAIL', 'Store/RPC_TIMEOUT', 'Store/INVALID_VERSION', 'message/master-unreachable'],
    effect: ['Store/INVALID_PARAMS', 'Store/INTERNAL_ERROR'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['peer'] },
    because: 'A client that cannot talk to the master is not created, whatever code its caller is handed.',
    source: 'client_service.cpp Client::Create, real_client.cpp setup_internal, v0.3.12.post1',
    samples: {
      cause:
        'client-1: E1129 06:36:22.284548 19903 master_client.cpp:367] RPC call timed out: Connection timed out',
      effect: 'client-1: E1129 06:36:23.640434 19903 pybind_client.cpp:185] Failed to create client',
      counter: 'client-2: E1129 06:36:23.640434 19903 pybind_client.cpp:185] Failed to create client',
    },
  },
  {
    id: 'client-that-was-not-set-up',
    cause: ['Store/UNAVAILABLE_IN_CURRENT_STATUS'],
    effect: ['Store/INVALID_PARAMS'],
    withinSeconds: 600,
    shared: { must: ['host'], may: [] },
    because:
      'A client that found no leader was not set up, and answers each later call with INVALID_PARAMS (`Client is not initialized`).',
    source: 'real_client.cpp setup_internal, put_internal, v0.3.12.post1',
    samples: {
      cause:
        'client: E1129 06:35:21.818967 17776 client_service.cpp:659] No master is available in HA backend',
      effect: 'client: E1129 06:35:23.890962 17776 real_client.cpp:1956] Client is not initialized',
      counter: 'other: E1129 06:35:23.890962 17776 real_client.cpp:1956] Client is not initialized',
    },
  },
  {
    id: 'version-mismatch-refuses-the-client',
    cause: ['Store/INVALID_VERSION', 'message/version-mismatch', 'message/rpc-not-understood'],
    effect: ['Store/RPC_FAIL', 'Store/INTERNAL_ERROR', 'Store/INVALID_PARAMS', 'Store/DESERIALIZE_FAIL'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['peer'] },
    because:
      'A client of another protocol version is refused when it connects; one of another release is let in and does not understand the answers.',
    source: 'master_client.cpp Connect, v0.3.12.post1; a client of 0.3.13.post1 against a master of 0.3.9',
    samples: {
      cause: 'client-7: E1129 06:34:48.446133 14310 master_client.cpp:370] RPC call failed: invalid rpc arg',
      effect: 'client-7: E1129 06:34:49.640434 14310 pybind_client.cpp:185] Failed to create client',
      counter: 'client-8: E1129 06:34:49.640434 14310 pybind_client.cpp:185] Failed to create client',
    },
  },
];
