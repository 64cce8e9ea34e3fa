import { answerLine } from '../../../advice/probe.ts';
import { logProbes } from '../../../advice/probes/logs.ts';
import { masterProbes } from '../../../advice/probes/master.ts';
import { processProbes } from '../../../advice/probes/process.ts';
import type { Code } from '../../../code.ts';

export const engineOperationReplica: readonly Code[] = [
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'REPLICA_NOT_FOUND',
    value: -710,
    description: 'Replica not found',
    origin: 'source',
    cause: [
      'The source of a copy or move has no complete memory replica on the named segment: it was evicted, or is still being written.',
      "The source segment's name is misspelt, or its node has gone.",
    ],
    action: [
      answerLine(masterProbes.key, 'on which segments the object is'),
      answerLine(masterProbes.details, 'whether the source is still mounted'),
      'If objects are evicted before they can be copied, raise the memory or lower the number of concurrent copies.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4071] action=replica_move_failed, key=llama@tp2@4f1c9a, error=move_start_failed, error_code=REPLICA_NOT_FOUND',
      'E20260730 11:49:18.123456 12345 master_service.cpp:6081] key=llama@tp2@4f1c9a, src_segment=node-a1:12345, replica not found or not completed',
    ],
    related: ['REPLICA_IS_GONE', 'OBJECT_NOT_FOUND', 'SEGMENT_NOT_FOUND'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'REPLICA_ALREADY_EXISTS',
    value: -711,
    description: 'Replica already exists',
    origin: 'source',
    cause: [
      'The target segment already holds a replica of the object.',
      'Current Mooncake skips such a copy as done and does not return this code; a version in between or an extension does.',
    ],
    action: [
      'Nothing needs to be done: the wanted replica is there.',
      answerLine(masterProbes.key, 'which segments hold the object: choose another target for one more copy'),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4071] action=replica_move_failed, key=llama@tp2@4f1c9a, error=move_start_failed, error_code=REPLICA_ALREADY_EXISTS',
    ],
    related: ['OBJECT_ALREADY_EXISTS'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'REPLICA_IS_GONE',
    value: -712,
    description: 'The replica existed once but is gone now',
    origin: 'source',
    cause: [
      'The source of a running copy or move disappeared: its node died, was unmounted or expired.',
      "The target's replica was invalidated before the copy ended, because the target node left.",
    ],
    action: [
      answerLine(masterProbes.details, 'which of the two nodes is missing'),
      answerLine(processProbes.killed, 'on that node'),
      'Submit the copy again with another source or target; if the object had no other replica, it is lost.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4085] action=replica_move_failed, key=llama@tp2@4f1c9a, error=move_end_failed, error_code=REPLICA_IS_GONE',
      'E20260730 11:49:18.123456 12345 master_service.cpp:5837] key=llama@tp2@4f1c9a, source_id=42, status=invalid, copy source becomes invalid during data transfer',
    ],
    related: ['REPLICA_NOT_FOUND', 'SEGMENT_NOT_FOUND'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'REPLICA_NOT_IN_LOCAL_MEMORY',
    value: -713,
    description: "The replica is not in this node's memory",
    origin: 'source',
    cause: [
      'A copy or move task was given to a client that does not hold the source replica in its own memory.',
      'The client restarted after the task was planned, and its memory is empty.',
      "Mooncake's name table lacks this code: logs print `UNKNOWN_ERROR`; only the number -713 and this message tell.",
    ],
    action: [
      answerLine(
        masterProbes.key,
        'compare the address with the one behind `listening on` in the log of the client that printed it',
      ),
      answerLine(logProbes.handshake, 'that address'),
      'Did that client restart between submission and execution of the task?',
      'Submit the copy again; the master then picks the present owner.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:3933] action=replica_copy_failed, key=llama@tp2@4f1c9a, error=source_replica_not_in_local_memory',
    ],
    related: ['REPLICA_NOT_FOUND', 'REPLICA_IS_GONE'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'OBJECT_REPLICA_BUSY',
    value: -714,
    description: 'Replicas of the object are still referenced',
    origin: 'source',
    cause: [
      'An upsert wants to overwrite an object while a copy, offload or read still uses its memory.',
      'A reference was not given back because a client died in the middle of a task.',
    ],
    action: [
      'Retry after a second.',
      'If it stays for one key, look for a stuck copy or offload of it: `action=task_execution_failed`, `[OFFLOAD]`.',
      'Write under a new key if waiting is not possible.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:2033] Failed to start upsert operation for key=llama@tp2@4f1c9a: OBJECT_REPLICA_BUSY',
      'I20260730 11:49:18.123456 12345 master_service.cpp:5199] key=llama@tp2@4f1c9a, error=object_replica_busy',
    ],
    related: ['OBJECT_HAS_REPLICATION_TASK', 'OBJECT_HAS_LEASE'],
  },
];
