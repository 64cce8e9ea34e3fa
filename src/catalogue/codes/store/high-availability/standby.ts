import { answerLine } from '../../../advice/probe.ts';
import { metadataProbes } from '../../../advice/probes/metadata.ts';
import type { Code } from '../../../code.ts';

export const highAvailabilityStandby: readonly Code[] = [
  {
    component: 'Store',
    group: 'High Availability',
    name: 'OPLOG_ENTRY_NOT_FOUND',
    value: -1004,
    description: 'Operation-log entry not found',
    origin: 'source',
    cause: [
      'The operation log holds no entry at the place asked for: the log is new, or older entries were trimmed.',
      'A standby is so far behind that what it needs has been removed.',
      'Current Mooncake takes it as `the log starts at 0` and goes on.',
    ],
    action: [
      answerLine(metadataProbes.etcdOplog),
      'Compare `--cluster_id` and `--enable_oplog` on all masters.',
      'Restart a standby that is too far behind, so that it begins from a snapshot (`--enable_snapshot`, `--enable_snapshot_restore`).',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 master_service_supervisor.cpp:209] Failed to start standby replication: OPLOG_ENTRY_NOT_FOUND',
      'E20260730 11:49:18.123456 12345 hot_standby_service.cpp:831] Fatal batch-record standby poll failure, err=-1004',
    ],
    related: ['INCOMPLETE_OPLOG_CATCH_UP', 'ETCD_KEY_NOT_EXIST'],
  },
  {
    component: 'Store',
    group: 'High Availability',
    name: 'K8S_LEASE_OPERATION_ERROR',
    value: -1005,
    description: 'Kubernetes Lease operation failed',
    origin: 'source',
    cause: [
      "The pod's service account may not read or update Leases (`forbidden`).",
      'The Kubernetes API server is unreachable or throttles.',
      'Another pod changed the Lease at the same time; the next attempt settles it.',
    ],
    action: [
      answerLine(metadataProbes.leaseRights),
      answerLine(metadataProbes.lease),
      '`--ha_backend_connstring` must be namespace/lease-name.',
      answerLine(metadataProbes.apiServer),
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 master_service_supervisor.cpp:104] Failed to acquire leadership: K8S_LEASE_OPERATION_ERROR, backend_type=k8s, retrying in 1s',
      'E20260730 11:49:18.123456 12345 k8s_lease_helper.cpp:110] GetHolder failed: leases.coordination.k8s.io "mooncake-master" is forbidden',
    ],
    related: ['K8S_LEASE_NOT_FOUND', 'UNAVAILABLE_IN_CURRENT_STATUS'],
  },
  {
    component: 'Store',
    group: 'High Availability',
    name: 'K8S_LEASE_NOT_FOUND',
    value: -1006,
    description: 'Kubernetes Lease not found',
    origin: 'source',
    cause: [
      'No master has been leader yet, so the Lease was never created.',
      'The Lease was deleted, or clients and masters name different Leases.',
    ],
    action: [
      answerLine(metadataProbes.leases),
      'Start a master; it creates the Lease when it becomes leader. Its log must not show K8S_LEASE_OPERATION_ERROR.',
      'Compare the connection strings of masters and clients.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4870] Failed to get new master view: K8S_LEASE_NOT_FOUND',
    ],
    related: ['K8S_LEASE_OPERATION_ERROR', 'UNAVAILABLE_IN_CURRENT_STATUS'],
  },
  {
    component: 'Store',
    group: 'High Availability',
    name: 'INCOMPLETE_OPLOG_CATCH_UP',
    value: -1007,
    description:
      'A standby could not prove that it applied every durable operation-log entry before promotion',
    origin: 'source',
    cause: [
      'A standby could not read the rest of the operation log before its time ran out, since etcd is slow or down; it refuses to lead with stale data.',
      'There is a gap or a damaged record in the log.',
      'Keys of the former log layout are still in etcd (`clear the legacy OpLog namespace`).',
    ],
    action: [
      answerLine(metadataProbes.etcdStatus, 'whether etcd is quick and whole'),
      answerLine(metadataProbes.etcdDisk),
      answerLine(
        metadataProbes.etcdOplog,
        'for `clear the legacy OpLog namespace`: with all masters stopped, `etcdctl --endpoints={etcd} del` the key that the message names',
      ),
      '`--batch_oplog_retry_timeout_sec` ({default --batch_oplog_retry_timeout_sec} s by default) bounds the retries of transient errors.',
      'If another standby has caught up, let that one lead; else restart this one so that it begins anew.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 master_service_supervisor.cpp:104] Failed to promote standby for serve: INCOMPLETE_OPLOG_CATCH_UP, backend_type=etcd, retrying in 1s',
      'E20260730 11:49:18.123456 12345 oplog_batch_storage.cpp:496] Legacy OpLog latest key exists for cluster=mooncake_cluster; clear the legacy OpLog namespace before enabling batch-record OpLog',
      'E20260730 11:49:18.123456 12345 hot_standby_service.cpp:831] Fatal batch-record standby poll failure, err=-1007',
    ],
    related: ['ETCD_OPERATION_ERROR', 'OPLOG_ENTRY_NOT_FOUND'],
  },
];
