import { answerLine } from '../advice/probe.ts';
import { logProbes } from '../advice/probes/logs.ts';
import { masterProbes } from '../advice/probes/master.ts';
import type { KnownMessage } from './known-message.ts';

/** Memory and leases of the store. */
export const storeMessages: readonly KnownMessage[] = [
  {
    id: 'store-full',
    component: 'Store',
    title: 'The store has no memory left for an object',
    code: 'NO_AVAILABLE_HANDLE',
    patterns: ['due to insufficient space'],
    meaning:
      'No mounted segment has room: too little memory is mounted, objects are leased or pinned, or eviction starts too late.',
    checks: [
      answerLine(masterProbes.evictions),
      answerLine(masterProbes.evictionLog),
      answerLine(
        masterProbes.startLine,
        'lease and watermark in force: SHORTEN `--default_kv_lease_ttl` if attempts at eviction free nothing',
      ),
      answerLine(masterProbes.segments),
      'Each read and each existence check renews a lease, and vLLM and LMCache check all the time. Refused puts are not repeated after an eviction: the caller must.',
    ],
    source: 'client_service.cpp, rpc_service.cpp, v0.3.12.post1; kvcache-ai/Mooncake#2187, #3331',
    samples: [
      'W1123 13:09:01.559513  5435 client_service.cpp:1558] Failed to start put operation for key=kv-17c09a due to insufficient space. Consider lowering eviction_high_watermark_ratio or mounting more segments.',
    ],
  },
  {
    id: 'lease-expired',
    component: 'Store',
    title: 'A lease was shorter than the transfer it protects',
    code: 'LEASE_EXPIRED',
    patterns: ['lease_expired_before_data_transfer_completed'],
    meaning:
      'The object could have been evicted while it was read, so the read is thrown away: leases are too short, or transfers too slow.',
    checks: [
      answerLine(masterProbes.startLine, 'the lease in force, in milliseconds'),
      answerLine(logProbes.slices, 'why transfers are slow'),
      'Raise `--default_kv_lease_ttl` only to a little more than a read takes: while a lease lasts nothing is evicted, and with minutes of it the store fills and refuses puts.',
    ],
    source:
      'client_service.cpp Get, BatchGet, v0.3.12.post1; .claude/skills/mooncake-troubleshoot/SKILL.md; kvcache-ai/Mooncake#3076',
    samples: [
      'W1123 13:09:04.883031  8075 client_service.cpp:1161] lease_expired_before_data_transfer_completed key=kv-17c09a',
    ],
  },
  {
    id: 'put-not-ended',
    component: 'Store',
    title: 'A put was begun and not finished',
    routine: true,
    patterns: ['error=replica_not_ready', 'Failed to end put operation for key'],
    meaning: 'Somebody asked for an object that is being written, or whose writer failed before it was done.',
    checks: [answerLine(logProbes.writer)],
    source: 'master_service.cpp GetReplicaList, client_service.cpp, v0.3.12.post1',
    samples: [
      'W1123 13:11:01.192456 10184 master_service.cpp:2291] key=kv-17c09a, error=replica_not_ready',
      'E1123 13:11:01.192456 10184 client_service.cpp:3463] Failed to end put operation for key: kv-17c09a',
    ],
  },
];
