import type { KnownConsequence } from './consequence.ts';

/** What follows when a process does not come up whole. */
export const startConsequences: readonly KnownConsequence[] = [
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
  },
  {
    id: 'unreachable-master-stops-a-start',
    cause: ['Store/RPC_FAIL', 'Store/RPC_TIMEOUT', 'Store/INVALID_VERSION', 'message/master-unreachable'],
    effect: ['Store/INVALID_PARAMS', 'Store/INTERNAL_ERROR'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['peer'] },
    because: 'A client that cannot talk to the master is not created, whatever code its caller is handed.',
    source: 'client_service.cpp Client::Create, real_client.cpp setup_internal, v0.3.12.post1',
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
  },
];
