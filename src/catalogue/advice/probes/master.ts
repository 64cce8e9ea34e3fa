import { badAnswer, goodAnswer, type Probe } from '../probe.ts';

const down = badAnswer('`curl: (7)`', 'nothing listens there: the master is down, or host or port are wrong');

/** What the master's web pages say, on every release that has the page. */
export const masterProbes = {
  health: {
    id: 'master-health',
    command: 'curl -sS -m 5 http://{master}/health',
    answers: [
      goodAnswer('`"service_ready":true`, or `OK` before v0.3.10.post2', 'the master serves'),
      badAnswer('`"service_ready":false`', 'a standby, or not up yet: ask the other masters'),
      down,
    ],
  },
  summary: {
    id: 'master-summary',
    command: 'curl -sS -m 5 http://{master}/metrics/summary',
    answers: [
      goodAnswer('`Keys:`, and used memory well below what there is behind Mem Storage', 'there is room'),
      badAnswer('`0 B / 0 B` behind Mem Storage', 'no client contributes memory'),
      down,
    ],
  },
  segments: {
    id: 'master-segments',
    command: 'curl -sS -m 5 http://{master}/get_all_segments',
    answers: [
      goodAnswer(
        'an address (IP:PORT) for each client with memory',
        'they are registered; with P2PHANDSHAKE these are not the addresses in logs, since each client draws two ports',
      ),
      badAnswer('nothing', 'no client contributes memory'),
    ],
  },
  details: {
    id: 'master-segments-detail',
    command: 'curl -sS -m 5 http://{master}/get_segments_detail',
    answers: [
      goodAnswer(
        '`"te_endpoint"` with the address in the log',
        'that client is registered, as the `"segment_name"` beside it',
      ),
      badAnswer('`"total_segments":0`, or the address is in none', 'that client is gone'),
      badAnswer('`404 Not Found`', 'an older master: it has `/get_all_segments` only'),
    ],
  },
  key: {
    id: 'master-key',
    command: 'curl -sS -m 5 "http://{master}/query_key?key={key}"',
    answers: [
      goodAnswer('`"transport_endpoint_"`', 'the object is there, and this is the client that holds it'),
      badAnswer(
        '`OBJECT_NOT_FOUND`',
        'it is not there, or its name holds a blank, `&` or `%`, which this page cannot look up',
      ),
    ],
  },
  keys: {
    id: 'master-keys',
    command: 'curl -sS -m 20 http://{master}/get_all_keys | head -5',
    answers: [
      goodAnswer('keys of the form that is asked for', 'writer and reader make the same keys'),
      badAnswer('nothing', 'the store is empty'),
      badAnswer(
        'keys of another form',
        'they make different ones: model, rank, block size, tenant or PYTHONHASHSEED differ',
      ),
    ],
  },
  role: {
    id: 'master-role',
    command: 'curl -sS -m 5 http://{master}/role',
    about: 'on every master',
    answers: [
      goodAnswer('`leader` from exactly one, `standby` from the others', 'the masters agree'),
      badAnswer('no `leader`', 'nobody serves'),
    ],
  },
  leader: {
    id: 'master-leader',
    command: 'curl -sS -m 5 http://{master}/leader',
    about: 'only with `--enable_ha=true`',
    answers: [
      goodAnswer('`"present":true`', 'the address beside it is the leader'),
      badAnswer(
        '`"present":false`',
        'with high availability nobody leads; without it this is always so and says nothing',
      ),
    ],
  },
  state: {
    id: 'master-state',
    command: 'curl -sS -m 5 http://{master}/ha_status',
    answers: [
      goodAnswer('`serving`', 'it takes requests'),
      badAnswer('`standby`, `starting` or another word', 'it does not, or not yet'),
    ],
  },
  evictions: {
    id: 'master-evictions',
    command:
      'curl -sS -m 5 http://{master}/metrics | grep -E "^master_(allocated_bytes|total_capacity_bytes|successful_evictions_total|attempted_evictions_total|evicted_key_count) "',
    answers: [
      goodAnswer('`master_allocated_bytes` well below `master_total_capacity_bytes`', 'there is room'),
      badAnswer(
        'attempts that rise while successes do not',
        'leases or pins hold everything: nothing can be evicted',
      ),
      badAnswer('`master_total_capacity_bytes 0`', 'no client contributes memory'),
    ],
  },
  segmentStatus: {
    id: 'master-segment-status',
    command: 'curl -sS -m 5 "http://{master}/api/v1/segments/status?segment={segment}"',
    answers: [
      goodAnswer('`"status_name":"OK"`', 'it takes objects'),
      badAnswer('another `"status_name"`', 'it is being unmounted or drained'),
      badAnswer('`SEGMENT_NOT_FOUND`', 'it is not mounted'),
    ],
  },
  port: {
    id: 'master-port',
    command: 'nc -vz -w 3 {master-host} {rpc-port}',
    answers: [
      goodAnswer('`succeeded`', "clients reach the master's port from here"),
      badAnswer('`refused`', 'nothing listens: the master is down or has another port'),
      badAnswer('`timed out`', 'host down, or a firewall in between'),
    ],
  },
  process: {
    id: 'master-process',
    command: 'pgrep -af mooncake_master',
    about: "on the master's host",
    answers: [
      goodAnswer(
        '`mooncake_master` with the flags in force',
        'it runs; the wheels of 0.3.9 and before show a wrapper too: who kills the wrapper leaves the master alive',
      ),
      badAnswer('nothing, or `<defunct>`', 'it does not run'),
    ],
  },
  load: {
    id: 'master-load',
    command: 'top -b -n 1 -H -p "$(pgrep -d, -x mooncake_master)" | head -20',
    about: "on the master's host",
    answers: [
      goodAnswer('no thread near 100 % in the column `%CPU`', 'it is not overloaded'),
      badAnswer('threads near 100 %', 'it is'),
    ],
  },
  startLine: {
    id: 'master-start-line',
    command:
      'grep -h "Master service started on port" {master-log} | tail -1 | tr "," "\\n" | grep -E "ttl|evict|offload|quota|_ha|etcd|version"',
    answers: [
      goodAnswer(
        '`default_kv_lease_ttl=` and others',
        'the settings in force, whatever the command line or a file says',
      ),
    ],
  },
  expired: {
    id: 'master-expired',
    command: 'grep -E "action=client_expired|action=unmount_expired" {master-log} | tail',
    answers: [
      goodAnswer('nothing', 'no client was given up'),
      badAnswer(
        '`client_expired`',
        'that client sent no ping for `--client_ttl` seconds, and what lay in its memory is lost',
      ),
    ],
  },
  mounts: {
    id: 'master-mounts',
    command: 'grep -hE "action=mount_segment|action=unmount" {master-log} | tail -5',
    answers: [goodAnswer('`action=mount_segment`', 'which clients came, and what the master said')],
  },
  evictionLog: {
    id: 'master-eviction-log',
    command: 'grep -ho "Eviction: [^|]*" {master-log} | tail -3',
    answers: [
      goodAnswer('as many successes as attempts, or `0/0`', 'eviction works, or is not needed'),
      badAnswer('0 successes of many attempts, `keys=0`', 'leases or pins hold everything'),
    ],
  },
  lastWords: {
    id: 'master-last-words',
    command: 'grep -h "Shutdown signal received" {master-log} | tail -1',
    answers: [
      goodAnswer('`Shutdown signal received`', 'it was told to end'),
      badAnswer('nothing', 'it was killed, crashed, or still runs'),
    ],
  },
  snapshots: {
    id: 'master-snapshots',
    command: 'grep -h "Snapshot" {master-log} | tail',
    answers: [
      badAnswer(
        'times that are those of the time-outs',
        'snapshots hold the master up: lengthen `--snapshot_interval_seconds`',
      ),
    ],
    untried: 'a snapshot that is slow needs more objects than a small machine holds',
  },
  drain: {
    id: 'master-drain',
    command:
      'curl -sS -X POST http://{master}/api/v1/drain_jobs -H "Content-Type: application/json" -d "{\\"segments\\":[\\"{segment}\\"],\\"target_segments\\":[],\\"max_concurrency\\":4}"',
    about: 'EMPTIES the segment anew; what was moved stays moved',
    answers: [
      goodAnswer('`"success":true` with its `"job_id"`', 'it runs'),
      badAnswer('`"success":false`', 'the code beside it says why'),
    ],
  },
  tenants: {
    id: 'master-tenants',
    command: 'curl -sS -m 5 http://{master}/api/v1/tenant_quotas',
    answers: [
      goodAnswer('`"tenant_id"` with the tenant', 'it is registered; `"charged_bytes"` is what it uses'),
      badAnswer('`UNAVAILABLE_IN_CURRENT_MODE`', 'the master runs without `--enable_multi_tenants`'),
    ],
  },
  setTenant: {
    id: 'master-set-tenant',
    command:
      'curl -sS -X PUT "http://{master}/api/v1/tenant_quotas?tenant_id={tenant}" -H "Content-Type: application/json" -d "{\\"requested_quota_bytes\\":1073741824}"',
    about: 'registers the tenant or changes its quota (here to 1 GiB)',
    answers: [
      goodAnswer('`"success":true`', 'done'),
      badAnswer('`Invalid JSON body`', 'the body is missing or wrong'),
    ],
  },
  emptyTenant: {
    id: 'master-empty-tenant',
    command: 'curl -sS -X POST "http://{master}/api/v1/remove_all?tenant_id={tenant}&force=true"',
    about: "DELETES all of the tenant's objects, leased ones too",
    answers: [goodAnswer('`"success":true`', 'they are gone')],
  },
} as const satisfies Readonly<Record<string, Probe>>;
