import type { ExpectedReport } from './expected-report.ts';

const masterGone = /^The master does not answer/;

/** The recordings and what was done in each, as far as its logs can tell. */
export const brokenOnPurpose: readonly ExpectedReport[] = [
  {
    name: '02-put-too-large',
    incidents: [{ title: /larger than any segment/, checks: [/metrics\/summary/] }],
    never: [/lower.*watermark.*mount/i],
  },
  { name: '03-put-no-segment', incidents: [{ title: /no segment at all/, checks: [/segment/i] }] },
  { name: '04-segment-full', incidents: [{ title: /no memory left for an object/ }] },
  {
    name: '05-master-killed',
    incidents: [
      {
        title: /^The master does not answer \(127\.0\.0\.1:21120\)$/,
        why: [/master\.log ends at 06:32:53, without the line of a shutdown/],
        checks: [/127\.0\.0\.1 ?:?21121|127\.0\.0\.1 21120/],
        ongoing: true,
      },
    ],
    never: [/50051/, /9003/],
  },
  {
    name: '07-wrong-master-port',
    incidents: [{ title: masterGone, why: [/master\.log shows a master on port 21180 that ran on/] }],
    rest: [/RPC_TIMEOUT/],
  },
  {
    name: '08-wrong-metadata-server',
    incidents: [
      { title: /^The metadata server does not answer \(127\.0\.0\.1:21218\)/, followed: [/INTERNAL_ERROR/] },
      { title: /no metadata server \(127\.0\.0\.1:21211\)/ },
      { title: /does not have/, lastWords: [/plugin redis/] },
    ],
  },
  {
    name: '10-duplicate-name',
    incidents: [
      { title: /^Two clients registered under one name/, checks: [/127\.0\.0\.1:21272\/metadata/] },
    ],
    never: [/a port is taken/i, /ss -ltnp/],
  },
  {
    name: '11-invalid-protocol',
    incidents: [{ title: /protocol or backend .* does not have/, followed: [/INTERNAL_ERROR/] }],
  },
  {
    name: '12-rdma-no-devices',
    incidents: [{ title: /RDMA device is configured/, followed: [/INTERNAL_ERROR/, /ERR_METADATA/] }],
  },
  { name: '18-batch-invalid', incidents: [], rest: [/INVALID_PARAMS/] },
  {
    name: '19-replica-config',
    incidents: [{ title: /asks for no replica/, followed: [/replica on NVMe-oF/, /INVALID_PARAMS/] }],
    rest: [/Fewer replicas/],
  },
  { name: '20-eviction', incidents: [] },
  {
    name: '24-offload-bad-dir',
    incidents: [{ title: /directory .* does not exist/, checks: [/ls -ldn \/proc\/nope/] }],
  },
  {
    name: '25-ha-no-etcd',
    incidents: [
      { title: /^etcd does not answer/, checks: [/127\.0\.0\.1:21729/] },
      { title: /^master-noendpoints did not start: HA backend connection string must be set/ },
      { title: /protocol or backend .* does not have/ },
    ],
  },
  {
    name: '26-snapshot-bad',
    incidents: [
      {
        title: /^4 processes did not start/,
        lastWords: [/Unknown snapshot object store/, /LOCAL_PATH/, /procdir|base_path/, /AWS SDK/],
      },
      { title: /could not read its snapshots .* lost|snapshot .* cannot be read/, followed: [] },
    ],
  },
  {
    name: '27-version-mismatch',
    incidents: [{ title: /do not understand each other/, followed: [/could not be mounted/] }],
  },
  {
    name: '29-engine-alone',
    incidents: [
      { title: /memory that its peer has not registered/ },
      { title: /^No TCP connection to a peer \(192\.0\.2\.2:16019\)/, why: [/peer\.log.* ends/] },
      { title: /^The metadata server does not answer \(127\.0\.0\.1:21842\)/, why: [/metadata\.log ends/] },
    ],
    rest: [/ERR_ADDRESS_OVERLAPPED/, /name cannot be resolved/],
  },
  { name: '34-ports-taken', incidents: [{ title: /^A port is taken already \(21991, 21990\)/ }] },
  {
    name: '38-etcd-ha',
    incidents: [
      { title: /different cluster ids: c and mooncake_cluster/ },
      {
        title: /^etcd does not answer.* \(127\.0\.0\.1:22119\)/,
        followed: [/lost its lease and stepped down/],
      },
    ],
  },
  {
    name: '40-dummy',
    incidents: [{ title: /real client behind a dummy client/, checks: [/mooncake_client/] }],
    never: [/mooncake-master/, /MASTER/],
  },
  {
    name: '41-offload-damaged',
    incidents: [{ title: /^FILE_READ_FAIL/, followed: [/FILE_OPEN_FAIL/] }],
  },
  {
    name: '42-master-config',
    incidents: [
      {
        title: /^8 processes did not start/,
        lastWords: [
          /Failed to parse JSON/,
          /yaml-cpp/,
          /allocator: foo/,
          /watermark ratio/,
          /default_kv_lease_ttl/,
          /nope0/,
        ],
      },
      {
        title: /^2 processes did not start, first master-badflag: unknown command line flag/,
        lastWords: [/master2: yaml-cpp/],
      },
    ],
  },
  {
    name: '46-client-silent-master-back',
    incidents: [{ title: /client went silent.*lost/ }],
  },
  {
    name: '49-master-gone-then-client',
    incidents: [
      { title: /^The master does not answer \(127\.0\.0\.1:22440\)$/, why: [/master\.log ends at 06:38:46/] },
    ],
  },
  {
    name: '51-wrong-metadata2',
    incidents: [
      { title: /does not have/, lastWords: [/plugin redis/, /plugin nonsense/] },
      { title: /^The metadata server does not answer \(127\.0\.0\.1:22508\)/ },
    ],
  },
  {
    name: '60-master-replaced',
    incidents: [
      {
        title: /^The master does not answer \(port 21750\)$/,
        why: [/master\.log ends/, /started again .*master2\.log/],
        ongoing: false,
      },
    ],
  },
  {
    name: '61-peer-dead',
    incidents: [
      {
        title: /^No TCP connection to a peer \(127\.0\.0\.1:15740\)/,
        followed: [/TRANSFER_FAIL/],
        why: [/node1\.log.* ends/],
      },
    ],
  },
  { name: '62-client-killed', incidents: [{ title: /client went silent.*lost/ }] },
  {
    name: '63-etcd-metadata-late',
    incidents: [
      {
        title: /^The metadata server does not answer \(127\.0\.0\.1:21909\)/,
        followed: [/no descriptor/, /TRANSFER_FAIL/],
      },
    ],
  },
  {
    name: '64-scanner',
    incidents: [{ title: /no Mooncake talks/ }, { title: /not registered/ }],
  },
  {
    name: '65-no-memory',
    incidents: [{ title: /no memory for the segment/, followed: [/no memory left for an object/] }],
  },
  {
    name: '66-efault',
    incidents: [{ title: /not memory of the host/, followed: [/TRANSFER_FAIL/] }],
    never: [/No TCP/],
  },
  {
    name: '67-ha-leader-killed',
    incidents: [
      {
        title: /^The master does not answer \(127\.0\.0\.1:22140\)$/,
        why: [/master\.log ends at 08:54:52, without the line of a shutdown/],
        checks: [/nc .* 127\.0\.0\.1 22140/, /127\.0\.0\.1:22141\/health/],
      },
      { title: /^etcd does not answer.* \(127\.0\.0\.1:22149\)/, followed: [/lost its lease/] },
    ],
  },
  { name: '70-healthy-with-http', incidents: [] },
  {
    name: '71-library-missing',
    incidents: [
      {
        title: /did not start: error while loading shared libraries: libibverbs\.so\.1/,
        checks: [/master\.log/],
      },
    ],
  },
  { name: '72-disk-full', incidents: [{ title: /^The disk for offloaded objects is full/ }] },
  {
    name: '73-disk-read-only',
    incidents: [
      {
        title: /cannot be written: it is read-only/,
        followed: [/FILE_OPEN_FAIL/, /could not be written to disk/],
        checks: [/findmnt -T \/srv\/run\/ssd/],
      },
    ],
  },
  {
    name: '74-snapshot-disk-full',
    incidents: [{ title: /^The master cannot write its snapshots/, checks: [/df -h \/srv\/run\/snap/] }],
  },
  {
    name: '75-directory-of-another-user',
    incidents: [
      { title: /^The master cannot write its snapshots/ },
      { title: /does not exist, or cannot be used/, checks: [/ls -ldn \/srv\/run\/ssd/] },
    ],
  },
  {
    name: '76-ports-mixed-up',
    incidents: [
      { title: /^The metadata server does not answer \(127\.0\.0\.1:22920\)/, followed: [/INTERNAL_ERROR/] },
      { title: /do not understand each other/, followed: [/INTERNAL_ERROR/] },
    ],
  },
  {
    name: '77-metadata-server-restarted',
    incidents: [
      {
        title: /no descriptor at the metadata server/,
        followed: [/TRANSFER_FAIL/],
        why: [/started again at 07:38:52 \(metadata2\.log\)/],
      },
    ],
  },
  {
    name: '78-client-cut-off',
    incidents: [
      { title: /client went silent.*lost/, followed: [/master does not answer/, /OBJECT_NOT_FOUND/] },
    ],
  },
  {
    name: '79-etcd-full',
    incidents: [
      {
        title: /^etcd refuses all writes: its storage is full \(127\.0\.0\.1:23229\)/,
        followed: [/ERR_METADATA/],
        checks: [/127\.0\.0\.1:23229 alarm list/],
      },
    ],
  },
  {
    name: '80-master-stood-still',
    incidents: [{ title: /^The master itself stood still \(no sign of it for 28 s\)/, ongoing: false }],
    never: [/client went silent/],
  },
  {
    name: '81-no-descriptors',
    incidents: [
      { title: masterGone },
      { title: /may open no more files/, followed: [/INVALID_PARAMS/], checks: [/Max open files/] },
    ],
  },
  {
    name: '82-client-of-another-release',
    incidents: [{ title: /do not understand each other/, followed: [/INVALID_PARAMS/] }],
  },
  {
    name: '83-master-back',
    incidents: [
      {
        title: /^The master does not answer \(port 23880\)$/,
        why: [/master\.log ends/, /started again .*master-again\.log/],
        ongoing: false,
      },
    ],
  },
  { name: '84-healthy-with-misses', incidents: [] },
  { name: '85-healthy-ha', incidents: [] },
  { name: '86-lease-short', incidents: [{ title: /^A lease was shorter/ }] },
  {
    name: '87-calls-refused',
    incidents: [
      { title: /^The master does not answer \(10\.77\.0\.1:24000\)/, followed: [/client went silent.*lost/] },
    ],
  },
  {
    name: '88-client-crashed',
    incidents: [
      { title: /^node1 died: Fatal Python error: Segmentation fault/ },
      { title: /client went silent.*lost/ },
    ],
  },
  { name: '89-healthy-restart', incidents: [] },
  {
    name: '90-peer-restarted',
    incidents: [
      { title: /^Two clients registered under one name/, followed: [/ERR_METADATA/] },
      {
        title: /^No TCP connection to a peer \(10\.99\.0\.1:15478\)/,
        why: [/peer\.log ends/, /started again at 20:16:12 \(peer-again\.log\)\.$/],
      },
    ],
    never: [/a port is taken/i],
  },
  {
    name: '92-etcd-frozen',
    incidents: [
      {
        title: /^etcd does not answer.* \(127\.0\.0\.1:11689\)/,
        followed: [/lost its lease/, masterGone],
        ongoing: false,
      },
    ],
  },
  {
    name: '93-quorum-lost',
    incidents: [{ title: /^etcd does not answer/, followed: [/lost its lease/, masterGone], ongoing: true }],
  },
  {
    name: '95-peers-cut-apart',
    incidents: [
      { title: /^No TCP connection to a peer \(10\.88\.1\.2:16882\)/, followed: [/TRANSFER_FAIL/] },
    ],
    never: [/master does not/],
  },
  {
    name: '97-tenant-quota',
    incidents: [
      {
        title: /^master did not start: .*tenant quota policy version is required/,
        followed: [masterGone],
      },
    ],
  },
  {
    name: '102-metadata-503',
    incidents: [
      {
        title: /^The metadata server does not answer \(127\.0\.0\.1:13682\)/,
        followed: [/ERR_METADATA/, /INVALID_PARAMS/],
      },
    ],
  },
  {
    name: '103-etcd-auth',
    incidents: [
      {
        title: /^etcd refuses the caller.* \(127\.0\.0\.1:10529\)/,
        followed: [/ERR_METADATA/, /INTERNAL_ERROR/],
      },
    ],
    never: [/does not answer/],
  },
  {
    name: '105-storage-dir-gone',
    incidents: [
      {
        title: /directory .* does not exist, or cannot be used/,
        followed: [/FILE_OPEN_FAIL/, /could not be written to disk/],
        checks: [/ls -ldn \/srv\/run\/nfs/],
      },
    ],
  },
  {
    name: '107-no-hugepages',
    incidents: [
      { title: /not enough free huge pages/, followed: [/INVALID_PARAMS/], checks: [/Huge \/proc\/meminfo/] },
    ],
  },
  {
    name: '108-peer-killed-mid-transfer',
    incidents: [
      { title: /^No TCP connection to a peer/, followed: [/TRANSFER_FAIL/], why: [/holder\.log ends/] },
    ],
    never: [/not memory of the host/],
  },
  {
    name: '110-master-no-threads',
    incidents: [{ title: /^master did not start: Resource temporarily unavailable/, followed: [masterGone] }],
  },
  {
    name: '114-real-client-ends',
    incidents: [
      {
        title: /^The real client behind a dummy client does not answer \(@mooncake_client_10970\.sock\)/,
        followed: [/client went silent.*lost/],
        why: [/mooncake-client\.log ends/],
      },
    ],
    never: [/mooncake-master/],
  },
  {
    name: '115-ssd-removed',
    incidents: [
      {
        title: /directory .* does not exist, or cannot be used/,
        followed: [/FILE_OPEN_FAIL/],
        checks: [/ls -ldn \/srv\/run\/ssd/],
      },
    ],
  },
  {
    name: '117-peer-stopped',
    incidents: [
      { title: /client went silent.*lost/, followed: [/No TCP connection to a peer/, /TRANSFER_FAIL/] },
    ],
  },
  {
    name: '118-leader-asked-to-end',
    incidents: [
      {
        title: /^The master does not answer \(127\.0\.0\.1:11120\)$/,
        why: [/master-a\.log ends at 21:13:09/],
        ongoing: false,
      },
    ],
  },
];
