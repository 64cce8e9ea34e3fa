import { badAnswer, goodAnswer, type Probe } from '../probe.ts';

const noHttp = badAnswer('`curl: (7)`', 'no server there: it is down, or host or port are wrong');

/** Where engines and masters publish themselves: HTTP metadata server, etcd, Redis, Kubernetes. */
export const metadataProbes = {
  entry: {
    id: 'metadata-entry',
    command: 'curl -sS -m 5 "http://{metadata}/metadata?key={metadata-key}"',
    about: 'the key as the log escapes it: another spelling is never found',
    answers: [
      goodAnswer('`"buffers"`', 'the peer is registered; its `"protocol"` and buffers stand in the answer'),
      badAnswer('`metadata not found`', 'the server answers, its entry is missing: restart that peer'),
      noHttp,
    ],
  },
  server: {
    id: 'metadata-server',
    command: 'curl -sS -m 5 "http://{metadata}/metadata?key=ping"',
    answers: [
      goodAnswer('`metadata not found`', 'the server answers: no such key is the good answer here'),
      badAnswer('`404 Not Found`', 'another server: it has no metadata'),
      noHttp,
    ],
  },
  etcdStatus: {
    id: 'etcd-status',
    command: 'etcdctl --endpoints={etcd} endpoint status --cluster -w table',
    answers: [
      goodAnswer('a row for each member and `true` below IS LEADER in one', 'etcd is whole'),
      badAnswer('`deadline exceeded`', 'that member is down or cannot be reached from here'),
    ],
  },
  etcdHealth: {
    id: 'etcd-health',
    command: 'etcdctl --endpoints={etcd} endpoint health --cluster',
    answers: [
      goodAnswer('`is healthy`', 'it answers; compare the times behind it'),
      badAnswer('`unhealthy` or `deadline exceeded`', 'down, without a leader, or too slow'),
    ],
  },
  etcdAlarm: {
    id: 'etcd-alarm',
    command: 'etcdctl --endpoints={etcd} alarm list',
    answers: [
      goodAnswer('nothing', 'no alarm'),
      badAnswer(
        '`alarm:NOSPACE`',
        "etcd's database is full: compact, defragment, then `etcdctl --endpoints={etcd} alarm disarm`",
      ),
    ],
  },
  etcdMaster: {
    id: 'etcd-master',
    command: 'etcdctl --endpoints={etcd} get --prefix mooncake-store/',
    answers: [
      goodAnswer(
        '`/master_view` and below it an address',
        'that master leads; the word before is the cluster ID',
      ),
      badAnswer('nothing', 'nobody leads, or this is another etcd'),
    ],
  },
  etcdEngines: {
    id: 'etcd-engines',
    command: 'etcdctl --endpoints={etcd} get --prefix mooncake/ --keys-only',
    about: 'only where engines use etcd for metadata',
    answers: [
      goodAnswer('`mooncake/ram/` and `mooncake/rpc_meta/` with the peer behind them', 'it is registered'),
      badAnswer('no such key', 'it is not: restart that peer'),
    ],
  },
  etcdOplog: {
    id: 'etcd-oplog',
    command: 'etcdctl --endpoints={etcd} get --prefix /oplog/ --keys-only --limit=5',
    answers: [
      goodAnswer('`/oplog/` with the cluster ID', 'there is an operation log'),
      badAnswer('nothing', 'there is none, or this is another etcd'),
    ],
    untried: 'the wheels write no operation log to etcd without a build of their own',
  },
  etcdDisk: {
    id: 'etcd-disk',
    command:
      'curl -sS -m 5 http://{etcd}/metrics | grep -E "^etcd_(disk_wal_fsync_duration_seconds_(sum|count)|server_leader_changes_seen_total) "',
    answers: [
      goodAnswer('`_sum` divided by `_count` below 0.01', 'its disk takes under 10 ms'),
      badAnswer('more than that, or leader changes that rise', "etcd's disk is too slow"),
    ],
  },
  redis: {
    id: 'redis-ping',
    command: 'redis-cli -h {redis} ping',
    answers: [
      goodAnswer('`PONG`', 'Redis answers'),
      badAnswer('`Could not connect`', 'it is down or cannot be reached'),
    ],
    untried: 'the wheels are built without Redis',
  },
  leases: {
    id: 'kubernetes-leases',
    command: 'kubectl get lease -n {namespace}',
    answers: [
      goodAnswer(
        'the lease of `--ha_backend_connstring` (`namespace/name`) with a holder',
        'that master leads',
      ),
      badAnswer('no such lease', 'no master has led yet, or this is another namespace'),
    ],
    untried: 'needs Kubernetes',
  },
  leaseRights: {
    id: 'kubernetes-lease-rights',
    command:
      'kubectl auth can-i update leases.coordination.k8s.io -n {namespace} --as=system:serviceaccount:{namespace}:{account}',
    about: 'get, list, watch and create are needed too',
    answers: [goodAnswer('`yes`', 'it may'), badAnswer('`no`', 'give the account a role')],
    untried: 'needs Kubernetes',
  },
  lease: {
    id: 'kubernetes-lease',
    command: 'kubectl get lease {lease} -n {namespace} -o yaml',
    answers: [
      goodAnswer('`renewTime` of a few seconds ago', 'its holder leads'),
      badAnswer('an old one', 'its holder is gone or cannot reach the API server'),
    ],
    untried: 'needs Kubernetes',
  },
  apiServer: {
    id: 'kubernetes-api',
    command: 'curl -sk -m 5 https://kubernetes.default.svc/healthz',
    about: 'from the pod',
    answers: [
      goodAnswer('`ok`', 'the API server can be reached'),
      badAnswer('nothing', 'it cannot: network policies'),
    ],
    untried: 'needs Kubernetes',
  },
} as const satisfies Readonly<Record<string, Probe>>;
