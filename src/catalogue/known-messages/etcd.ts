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
  {
    id: 'etcd-asks-for-a-user',
    component: 'Store',
    title: 'etcd refuses the caller: it asks for a user, or the user may not do this',
    about: 'etcd',
    isGrave: true,
    isOwnKind: true,
    patterns: [
      'etcdserver: user name is empty',
      'etcdserver: permission denied',
      'etcdserver: authentication failed',
      'etcdserver: invalid auth token',
    ],
    meaning:
      'Authentication was enabled in etcd. Mooncake logs in as nobody and has no option for a user or a password, so that whatever it asks is refused.',
    checks: [
      'Give Mooncake an etcd of its own without authentication, or let the administrator of this one disable it.',
      answerLine(metadataProbes.etcdHealth),
      answerLine(metadataProbes.etcdEngines),
    ],
    source:
      'etcd, api/v3rpc/rpctypes; mooncake-common/etcd/etcd_wrapper.go, v0.3.13.post1; recorded with etcd 3.4.23 and authentication',
    samples: [
      'E1130 20:26:18.827945  5397 transfer_metadata_plugin.cpp:496] EtcdStoragePlugin: unable to set mooncake/ram/10.12.0.5:10530 in 10.12.0.2:2379: etcdserver: user name is empty',
      'E1130 20:26:18.827945  5397 transfer_metadata_plugin.cpp:496] EtcdStoragePlugin: unable to set mooncake/ram/10.12.0.5:10530 in 10.12.0.2:2379: etcdserver: permission denied',
      'E1130 20:26:18.827945  5397 etcd_helper.cpp:33] Failed to initialize etcd client: etcdserver: authentication failed, invalid user ID or password',
      'E1130 20:26:18.827945  5397 etcd_helper.cpp:81] key=mooncake-store/mooncake_cluster/master_view, error=etcdserver: invalid auth token',
    ],
  },
];
