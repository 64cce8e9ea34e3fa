import { answerLine } from '../../advice/probe.ts';
import { diskProbes } from '../../advice/probes/disk.ts';
import { logProbes } from '../../advice/probes/logs.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import type { Code } from '../../code.ts';

export const offload: readonly Code[] = [
  {
    component: 'Store',
    group: 'Offload',
    name: 'UNABLE_OFFLOAD',
    value: -1300,
    description: 'Offloading is not enabled',
    origin: 'source',
    cause: [
      'The master runs without `--enable_offload`, but a client wants to offload to SSD.',
      'Masters of one cluster have different flags, and the new leader lacks it.',
    ],
    action: [
      'Start every master with `--enable_offload=true`, or switch offload off on the client.',
      'A client inside an engine is told by ITS own configuration (`enable_ssd_offload` in `setup` or mooncake.json); what `mooncake_client` is started with does not count there (kvcache-ai/Mooncake#1948).',
      answerLine(masterProbes.process, 'the flags in force on each master'),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:3736] MountLocalDiskSegment failed, error code is UNABLE_OFFLOAD',
      'E20260730 11:49:18.123456 12345 file_storage.cpp:396] Failed to mount file storage: UNABLE_OFFLOAD',
    ],
    related: ['UNABLE_OFFLOADING', 'UNAVAILABLE_IN_CURRENT_MODE'],
  },
  {
    component: 'Store',
    group: 'Offload',
    name: 'UNABLE_OFFLOADING',
    value: -1301,
    description: 'Offloading cannot be done now',
    origin: 'source',
    cause: [
      'The client that owns the memory replica has no SSD registered, or has switched its offloading off since its disk is full.',
      'The client was just unmounted or expired.',
      'Current Mooncake keeps this code inside the master, which prints `PushOffloadingQueue failed for` instead.',
    ],
    action: [
      answerLine(logProbes.offload, 'on that client: KEYS_ULTRA_LIMIT or FILE_WRITE_FAIL before it?'),
      answerLine(diskProbes.space),
      'A client offloads only if its own configuration says so: `--enable_offload=true` for `mooncake_client`, `enable_ssd_offload` in `setup` or mooncake.json for one inside an engine; else the object simply stays in memory.',
      answerLine(masterProbes.details, 'whether the client is still there'),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:3759] OffloadObjectHeartbeat failed, error code is UNABLE_OFFLOADING',
    ],
    related: ['UNABLE_OFFLOAD', 'KEYS_ULTRA_LIMIT'],
  },
];
