import { bad, good, type Probe } from '../probe.ts';

const noDevice = 'needs an RDMA device';
const noGpu = 'needs a GPU';

/** RDMA devices, their links, and the memory that they work on. */
export const deviceProbes = {
  ports: {
    id: 'device-ports',
    command: 'ibv_devinfo | grep -E "hca_id|port:|state|link_layer"',
    answers: [
      good(
        '`PORT_ACTIVE` for every device that Mooncake uses',
        'they are up; `link_layer` tells RoCE (`Ethernet`) from InfiniBand',
      ),
      bad('`PORT_DOWN`', 'cable, switch or driver'),
      bad('nothing', 'no device is seen here: a container needs /dev/infiniband'),
    ],
    untried: noDevice,
  },
  gids: {
    id: 'device-gids',
    command: 'ibv_devinfo -v -d {device} | grep -E "GID|active_mtu|lid"',
    about: 'on both hosts',
    answers: [
      good(
        'a GID `::ffff:` with the IPv4 address and RoCE v2, the same `active_mtu` on both',
        'they fit: its index is what `MC_GID_INDEX` wants',
      ),
      bad('only `fe80:` GIDs', 'the interface has no IP address'),
      bad('different `active_mtu`', 'Mooncake does not negotiate it: set the same `MC_MTU` on BOTH sides'),
      bad(
        'a `lid` that is not 0',
        'this is InfiniBand, where no GID index is needed: compare subnet and `MC_PKEY_INDEX`',
      ),
    ],
    untried: noDevice,
  },
  listenWrite: {
    id: 'device-write-server',
    command: 'ib_write_bw -d {device} -F',
    about:
      'on the peer, with ITS device; then the next command here (on RoCE both with `-x` and the GID index)',
    answers: [good('it waits for a client', 'go on')],
    untried: noDevice,
  },
  write: {
    id: 'device-write-client',
    command: 'ib_write_bw -d {device} -F {peer-host}',
    answers: [
      good(
        'a bandwidth near that of the link',
        'the two devices reach each other: look at GID index and MTU that Mooncake uses',
      ),
      bad('an error or no end', 'they do not, also without Mooncake: network, GID or MTU'),
    ],
    untried: noDevice,
  },
  counters: {
    id: 'device-counters',
    command: 'ethtool -S {netdev} | grep -iE "discard|pause|err" | grep -v ": 0$"',
    about: 'on both hosts, twice',
    answers: [
      good('numbers that stay', 'no losses now'),
      bad('numbers that rise', 'losses: cable, PFC or ECN'),
    ],
    untried: noDevice,
  },
  links: {
    id: 'device-links',
    command: 'rdma link show',
    answers: [
      good('`state ACTIVE` and `netdev` with its interface', 'it is up'),
      bad('`state DOWN`', 'cable, switch or driver'),
    ],
    untried: noDevice,
  },
  speed: {
    id: 'device-speed',
    command: 'ethtool {netdev} | grep -E "Speed|Link detected"',
    answers: [
      good('`Link detected: yes`', 'the cable is in'),
      bad('`Link detected: no`', 'cable or switch port'),
    ],
    untried: noDevice,
  },
  resources: {
    id: 'device-resources',
    command: 'rdma resource show',
    answers: [
      good('`qp` below some ten thousand', 'there are queue pairs left'),
      bad(
        'tens of thousands',
        'they leak: upgrade to v0.3.11 or newer, or set `MC_ENABLE_DEST_DEVICE_AFFINITY=1` on BOTH sides',
      ),
    ],
    untried: noDevice,
  },
  limits: {
    id: 'device-limits',
    command: 'ibv_devinfo -v -d {device} | grep -E "max_mr_size|max_qp:|max_mr:|max_msg_sz"',
    answers: [
      good('limits above what is asked for', 'the device is large enough'),
      bad('a smaller one', 'register smaller regions or start several smaller stores'),
    ],
    untried: noDevice,
  },
  kernel: {
    id: 'device-kernel-log',
    command: 'sudo dmesg -T | grep -iE "mlx|infiniband|rdma|erdma|bnxt" | tail',
    answers: [
      good('nothing new', 'the driver saw nothing'),
      bad(
        '`Link down`, `CREATE_MKEY` with no resources, `mr size`',
        'link lost; memory keys used up (reload the driver or reboot); region too large',
      ),
    ],
    untried: noDevice,
  },
  names: {
    id: 'device-names',
    command: 'ls /dev/infiniband; ibv_devices',
    answers: [
      good('the configured names', 'they are visible here'),
      bad('other names or none', 'correct the configuration, or give the container its devices'),
    ],
    untried: noDevice,
  },
  mapCount: {
    id: 'host-map-count',
    command: 'sysctl vm.max_map_count',
    answers: [
      good('`16777216` or more', 'there are mappings enough'),
      bad('`65530`', 'the usual limit is too low: `sudo sysctl -w vm.max_map_count=16777216`'),
    ],
    untried: 'says something of the machine only',
  },
  peerMemory: {
    id: 'gpu-peer-memory',
    command: 'lsmod | grep -E "nvidia_peermem|nv_peer_mem"',
    about: 'for GPU memory',
    answers: [
      good('`nvidia_peermem`', 'it is loaded'),
      bad('nothing', 'sudo modprobe nvidia_peermem, or set `WITH_NVIDIA_PEERMEM=0` to use DMA-BUF'),
    ],
    untried: noGpu,
  },
  gpu: {
    id: 'gpu-state',
    command: 'nvidia-smi; sudo dmesg -T | grep -i xid | tail',
    answers: [good('the GPU and no Xid', 'it works'), bad('`Xid`', 'the GPU failed: restart the process')],
    untried: noGpu,
  },
} as const satisfies Readonly<Record<string, Probe>>;
