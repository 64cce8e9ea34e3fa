import { answerLine } from '../../../advice/probe.ts';
import { masterProbes } from '../../../advice/probes/master.ts';
import { metadataProbes } from '../../../advice/probes/metadata.ts';
import { processProbes } from '../../../advice/probes/process.ts';
import type { Code } from '../../../code.ts';

export const highAvailabilityEtcd: readonly Code[] = [
  {
    component: 'Store',
    group: 'High Availability',
    name: 'ETCD_OPERATION_ERROR',
    value: -1000,
    description: 'etcd operation failed',
    origin: 'seed',
    cause: [
      'etcd is down, unreachable or has no quorum.',
      'The endpoints are wrong (`--etcd_endpoints`, `--ha_backend_connstring`, or etcd://... on the client), or need TLS.',
      'etcd is too slow: a full or slow disk, or its database is over its space quota (`mvcc: database space exceeded`).',
      'An HTTP proxy in the environment diverts the calls.',
    ],
    action: [
      answerLine(metadataProbes.etcdStatus, 'from the failing node'),
      answerLine(metadataProbes.etcdHealth),
      answerLine(metadataProbes.etcdAlarm),
      answerLine(metadataProbes.etcdDisk),
      'Compare `--etcd_endpoints` of the master with the address that clients use; separate endpoints by semicolons.',
      answerLine(processProbes.proxy),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:654] Failed to read current master view: ETCD_OPERATION_ERROR',
      'W20260730 11:49:18.123456 12345 hot_standby_service.cpp:816] Transient batch-record standby poll failure, retrying in 200 ms, err=-1000',
      'E20260730 11:49:18.123456 12345 etcd_helper.cpp:33] Failed to initialize etcd client: context deadline exceeded',
    ],
    related: ['ETCD_CTX_CANCELLED', 'ETCD_TRANSACTION_FAIL', 'UNAVAILABLE_IN_CURRENT_STATUS'],
  },
  {
    component: 'Store',
    group: 'High Availability',
    name: 'ETCD_KEY_NOT_EXIST',
    value: -1001,
    description: 'Key not found in etcd',
    origin: 'seed',
    cause: [
      "No master is leader at the moment: the key of the master view is gone with the old leader's lease; a standby takes over within seconds.",
      'Master and clients use different cluster IDs, so they look at different keys.',
      'The operation log is new and empty, or was deleted.',
    ],
    action: [
      answerLine(metadataProbes.etcdMaster),
      'Compare `--cluster_id` of all masters and `MC_STORE_CLUSTER_ID` of the clients: both stand in the key.',
      answerLine(masterProbes.role),
      'If it lasts more than a minute, look for `Failed to acquire leadership` in the masters’ logs.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 hot_standby_service.cpp:831] Fatal batch-record standby poll failure, err=-1001',
      'E20260730 11:49:18.123456 12345 client_service.cpp:4870] Failed to get new master view: ETCD_KEY_NOT_EXIST',
    ],
    related: ['UNAVAILABLE_IN_CURRENT_STATUS', 'ETCD_OPERATION_ERROR'],
  },
  {
    component: 'Store',
    group: 'High Availability',
    name: 'ETCD_TRANSACTION_FAIL',
    value: -1002,
    description: 'etcd transaction failed',
    origin: 'seed',
    cause: [
      'Another master won the race for leadership or wrote the log’s next batch first; the loser stays standby, which is how it should be.',
      'A former leader still writes after it lost its lease: etcd refuses its writes, and it must stop serving.',
      'Two clusters use the same cluster ID.',
    ],
    action: [
      answerLine(masterProbes.role),
      answerLine(
        masterProbes.state,
        'if a leader prints it repeatedly, it has lost its lead: why did it miss its lease (pauses, slow etcd)?',
      ),
      'Give every cluster its own `--cluster_id`.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 master_service.cpp:4647] PutEnd: OpLog queue failed for key=llama@tp2@4f1c9a, err=-1002',
      'E20260730 11:49:18.123456 12345 master_service_supervisor.cpp:475] Failed to release leadership: ETCD_TRANSACTION_FAIL',
    ],
    related: ['ETCD_OPERATION_ERROR', 'UNAVAILABLE_IN_CURRENT_STATUS'],
  },
  {
    component: 'Store',
    group: 'High Availability',
    name: 'ETCD_CTX_CANCELLED',
    value: -1003,
    description: 'etcd context cancelled',
    origin: 'seed',
    cause: [
      'A watch or keep-alive was cancelled because this master gives up leadership or shuts down; this is normal.',
      'The connection to etcd was closed while waiting.',
    ],
    action: [
      'During shutdown or a change of leader nothing needs to be done.',
      answerLine(metadataProbes.etcdStatus, 'otherwise'),
      'Look for ETCD_OPERATION_ERROR next to it.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 master_service_supervisor.cpp:92] Failed to release leadership after serve monitor startup failure: ETCD_CTX_CANCELLED',
      'W20260730 11:49:18.123456 12345 hot_standby_service.cpp:816] Transient batch-record standby poll failure, retrying in 200 ms, err=-1003',
    ],
    related: ['ETCD_OPERATION_ERROR'],
  },
];
