import { answerLine } from '../../../advice/probe.ts';
import { diskProbes } from '../../../advice/probes/disk.ts';
import { masterProbes } from '../../../advice/probes/master.ts';
import type { Code } from '../../../code.ts';

export const highAvailabilityMode: readonly Code[] = [
  {
    component: 'Store',
    group: 'High Availability',
    name: 'UNAVAILABLE_IN_CURRENT_STATUS',
    value: -1010,
    description: 'Request cannot be done in current status',
    origin: 'seed',
    cause: [
      'No master leads at the moment (`No master is available in HA backend`): a change of leader is under way, or none runs.',
      'The master does not accept the request yet or any more: it is warming up, restoring, or its log writer stopped.',
      'A segment is being unmounted, drained or mounted, so it takes no objects (`target_segment_not_allocatable`).',
    ],
    action: [
      answerLine(masterProbes.role),
      answerLine(masterProbes.health, 'it answers on a standby too: what counts is this field'),
      'If it lasts longer than a minute, read the masters’ logs for `Failed to acquire leadership` or `Failed to promote standby for serve`.',
      answerLine(masterProbes.segmentStatus),
      'Clients retry by themselves once a leader is there.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:1078] Failed to mount segment: UNAVAILABLE_IN_CURRENT_STATUS',
      'W20260730 11:49:18.123456 12345 master_service.cpp:10046] BatchEvict: OpLog reservation failed for key=llama@tp2@4f1c9a, err=-1010, skipping eviction',
      'E20260730 11:49:18.123456 12345 client_service.cpp:658] No master is available in HA backend',
    ],
    related: ['RPC_FAIL', 'UNAVAILABLE_IN_CURRENT_MODE', 'ETCD_KEY_NOT_EXIST'],
  },
  {
    component: 'Store',
    group: 'High Availability',
    name: 'UNAVAILABLE_IN_CURRENT_MODE',
    value: -1011,
    description: 'Request cannot be done in current mode',
    origin: 'seed',
    cause: [
      'The feature is switched off or not compiled in: tenants without `--enable_multi_tenants`, NVMe-oF pools (`nof_pool_disabled`), an HA backend this build lacks.',
      'An admin request went to a standby or a master that does not serve yet.',
    ],
    action: [
      answerLine(masterProbes.role, 'send admin requests to the leader'),
      answerLine(masterProbes.leader),
      'Compare `--ha_backend_type` (etcd, redis or k8s) with what the master was built for; the others need a build with that back end.',
      'For tenants start the master with `--enable_multi_tenants=true` AND `--tenant_quota_connector_uri=/etc/mooncake/tenant_quotas.yaml`: without a readable file that holds `version: 1` and a list `tenants:` of `name:` and `quota:` it aborts at once.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:647] Failed to create HA backend coordinator: UNAVAILABLE_IN_CURRENT_MODE',
      '{"success":false,"error_code":-1011,"error_message":"UNAVAILABLE_IN_CURRENT_MODE"}',
    ],
    related: ['NOT_SUPPORTED', 'UNAVAILABLE_IN_CURRENT_STATUS'],
  },
  {
    component: 'Store',
    group: 'High Availability',
    name: 'NOT_SUPPORTED',
    value: -1012,
    description: 'The operation is not supported in the current mode',
    origin: 'source',
    cause: [
      'The distributed file system adapter was not compiled in (`hf3fs` without USE_3FS) or lacks the operation.',
      'The storage back end has no such operation, for example scanning its metadata.',
    ],
    action: [
      answerLine(
        diskProbes.variables,
        '`MOONCAKE_DFS_FS_ADAPTER` must name an adapter of this build; `posix` always is',
      ),
      'For 3FS rebuild Mooncake with `-DUSE_3FS=ON`.',
      '`MOONCAKE_OFFLOAD_STORAGE_BACKEND_DESCRIPTOR` selects the storage back end; choose one that has the operation.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 master_service.cpp:581] Failed to initialize DFS allocator, error=NOT_SUPPORTED, config={enabled=1}',
      'W20260730 11:49:18.123456 12345 distributed_storage_backend.cpp:290] Failed to offload key llama@tp2@4f1c9a: -1012',
    ],
    related: ['UNAVAILABLE_IN_CURRENT_MODE', 'DFS_SERVICE_UNAVAILABLE'],
  },
];
