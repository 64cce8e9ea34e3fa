import { answerLine } from '../../advice/probe.ts';
import { logProbes } from '../../advice/probes/logs.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const parameter: readonly Code[] = [
  {
    component: 'Store',
    group: 'Parameter',
    name: 'INVALID_PARAMS',
    value: -600,
    description: 'Invalid parameters',
    origin: 'seed',
    cause: [
      "On a put: the client's own buffer is full (`Failed to allocate buffer for put operation`), which is no wrong parameter at all.",
      "At start-up: memory could not be registered or allocated (`register_local_memory_failed`, `Failed to allocate segment memory`); the TE's number stands in that line.",
      'The client is not set up or already closed (`Client is not initialized`), or could not be created since master or metadata server are unreachable (`Failed to create client`).',
      'A parameter is really wrong: an unknown target segment, a length that does not fit, a key without replicas.',
    ],
    action: [
      answerLine(logProbes.before, 'which of the causes it is'),
      'For `Failed to allocate buffer for put operation`, raise `local_buffer_size` in `setup`, or put fewer objects at once.',
      answerLine(processProbes.lockedMemory, 'for registration'),
      answerLine(processProbes.memory, 'for allocation; huge pages if `MC_STORE_USE_HUGEPAGE` is set'),
      answerLine(masterProbes.port, 'for `Failed to create client`'),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:890] Failed to register local memory: INVALID_PARAMS',
      'E20260730 11:49:18.123456 12345 client_service.cpp:3544] mount_segment_to_master_failed base=0x7f3a40000000 size=4294967296, error=INVALID_PARAMS',
      'RuntimeError: Failed to register buffer, error code: -600',
    ],
    related: ['NO_AVAILABLE_HANDLE', 'INTERNAL_ERROR', 'ERR_CONTEXT'],
  },
  {
    component: 'Store',
    group: 'Parameter',
    name: 'ILLEGAL_CLIENT',
    value: -601,
    description: 'The client may not perform this operation',
    origin: 'source',
    cause: [
      'A put is finished or revoked by another client than the one that started it, as after a restart: the client ID changes.',
      "Two writers put the same key; the second took it over after the first one's time-out (`--put_start_discard_timeout_sec`).",
      'A task or copy is reported by a client that it was not assigned to.',
    ],
    action: [
      "The master's line names both client IDs: find both processes in the logs.",
      'If the writer was too slow, find out why its transfer took longer than `--put_start_discard_timeout_sec` (by default {default --put_start_discard_timeout_sec} s).',
      'Let only one process write a given key, or treat the failure as `already written`.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:2849] Failed to BatchPutEnd key llama@tp2@4f1c9a: ILLEGAL_CLIENT',
      'E20260730 11:49:18.123456 12345 master_service.cpp:4515] Illegal client 11116982347175073118-7313343538964766632 to PutEnd key llama@tp2@4f1c9a, was PutStart-ed by 4021783345110912345-998877665544332211',
    ],
    related: ['INVALID_WRITE', 'OBJECT_NOT_FOUND'],
  },
];
