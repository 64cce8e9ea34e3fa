import { answerLine } from '../advice/probe.ts';
import { metadataProbes } from '../advice/probes/metadata.ts';
import type { KnownMessage } from './known-message.ts';

/** What etcd answers where it is there, and refuses. */
export const etcdMessages: readonly KnownMessage[] = [
  {
    id: 'etcd-full',
    component: 'Store',
    title: 'etcd refuses all writes: its storage is full',
    about: 'etcd',
    isGrave: true,
    isOwnKind: true,
    patterns: ['mvcc: database space exceeded'],
    meaning:
      'The database reached its quota (`--quota-backend-bytes`), and etcd raised the alarm NOSPACE: no leader can be elected, and no engine registered, until it is compacted, defragmented and the alarm is disarmed.',
    checks: [
      answerLine(metadataProbes.etcdAlarm),
      answerLine(metadataProbes.etcdStatus),
      answerLine(metadataProbes.etcdHealth),
    ],
    source: 'etcd, server/etcdserver/api/v3rpc/rpctypes; recorded with etcd 3.4.23 and a quota of 400 kB',
    samples: [
      'E1130 07:37:59.349622 23029 transfer_metadata_plugin.cpp:496] EtcdStoragePlugin: unable to set mooncake/rpc_meta/10.12.0.5:12732 in 10.12.0.2:2379: etcdserver: mvcc: database space exceeded',
    ],
  },
];
