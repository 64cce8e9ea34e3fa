import { badAnswer, goodAnswer, type Probe } from '../probe.ts';

const noDevice = 'needs an RDMA device';
const noGpu = 'needs a GPU';

/** RDMA devices, their links, and the memory that they work on. */
export const deviceProbes = {
  ports: {
    id: 'device-ports',
    command: 'ibv_devinfo | grep -E "hca_id|port:|state|link_layer"',
    answers: [
      goodAnswer(
        '`PORT_ACTIVE` for every device that Mooncake uses',
        'they are up; `link_layer` tells RoCE (`Ethernet`) from InfiniBand',
      ),
      badAnswer('`PORT_DOWN`', 'cable, switch or driver'),
      badAnswer('nothing', 'no device is seen here: a container needs /dev/infiniband'),
    ],
    untried: noDevice,
  },
  gids: {
    id: 'device-gids',
    command: 'ibv_devinfo -v -d {device} | grep -E "GID|active_mtu|lid"',
    about: 'on both hosts',
    answers: [
      goodAnswer(
        'a GID `::ffff:` with the IPv4 address and RoCE v2, the same `active_mtu` on both',
        'they fit: its index is what `MC_GID_INDEX` wants',
      ),
      badAnswer('only `fe80:` GIDs', 'the interface has no IP address'),
      badAnswer(
        'different `active_mtu`',
        'Mooncake does not negotiate it: set the same `MC_MTU` on BOTH sides',
      ),
      badAnswer(
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
    answers: [goodAnswer('it waits for a client', 'go on')],
    untried: noDevice,
  },
  write: {
    id: 'device-write-client',
    command: 'ib_write_bw -d {device} -F {peer-host}',
    answers: [
      goodAnswer(
        'a bandwidth near that of the link',
        'the two devices reach each other: look at GID index and MTU that Mooncake uses',
      ),
      badAnswer('an error or no end', 'they do not, also without Mooncake: network, GID or MTU'),
    ],
    untried: noDevice,
  },
  counters: {
    id: 'device-counters',
    command: 'ethtool -S {netdev} | grep -iE "discard|pause|err" | grep -v ": 0$"',
    about: 'on both hosts, twice',
    answers: [
      goodAnswer('numbers that stay', 'no losses now'),
      badAnswer('numbers that rise', 'losses: cable, PFC or ECN'),
    ],
    untried: noDevice,
  },
  links: {
    id: 'device-links',
    command: 'rdma link show',
    answers: [
      goodAnswer('`state ACTIVE` and `netdev` with its interface', 'it is up'),
      badAnswer('`state DOWN`', 'cable, switch or driver'),
    ],
    untried: noDevice,
  },
  speed: {
    id: 'device-speed',
    command: 'ethtool {netdev} | grep -E "Speed|Link detected"',
    answers: [
      goodAnswer('`Link detected: yes`', 'the cable is in'),
      badAnswer('`Link detected: no`', 'cable or switch port'),
    ],
    untried: noDevice,
  },
  resources: {
    id: 'device-resources',
    command: 'rdma resource show',
    answers: [
      goodAnswer('`qp` below some ten thousand', 'there are queue pairs left'),
      badAnswer(
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
      goodAnswer('limits above what is asked for', 'the device is large enough'),
      badAnswer('a smaller one', 'register smaller regions or start several smaller stores'),
    ],
    untried: noDevice,
  },
  kernel: {
    id: 'device-kernel-log',
    command: 'sudo dmesg -T | grep -iE "mlx|infiniband|rdma|erdma|bnxt" | tail',
    answers: [
      goodAnswer('nothing new', 'the driver saw nothing'),
      badAnswer(
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
      goodAnswer('the configured names', 'they are visible here'),
      badAnswer('other names or none', 'correct the configuration, or give the container its devices'),
    ],
    untried: noDevice,
  },
  mapCount: {
    id: 'host-map-count',
    command: 'sysctl vm.max_map_count',
    answers: [
      goodAnswer('`16777216` or more', 'there are mappings enough'),
      badAnswer('`65530`', 'the usual limit is too low: `sudo sysctl -w vm.max_map_count=16777216`'),
    ],
    untried: 'says something of the machine only',
  },
  peerMemory: {
    id: 'gpu-peer-memory',
    command: 'lsmod | grep -E "nvidia_peermem|nv_peer_mem"',
    about: 'for GPU memory',
    answers: [
      goodAnswer('`nvidia_peermem`', 'it is loaded'),
      badAnswer('nothing', 'sudo modprobe nvidia_peermem, or set `WITH_NVIDIA_PEERMEM=0` to use DMA-BUF'),
    ],
    untried: noGpu,
  },
  gpu: {
    id: 'gpu-state',
    command: 'nvidia-smi; sudo dmesg -T | grep -i xid | tail',
    answers: [
      goodAnswer('the GPU and no Xid', 'it works'),
      badAnswer('`Xid`', 'the GPU failed: restart the process'),
    ],
    untried: noGpu,
  },
} as const satisfies Readonly<Record<string, Probe>>;
