import { bad, good, type Probe } from '../probe.ts';

/** Whether another host or process can be reached. */
export const peerProbes = {
  port: {
    id: 'peer-port',
    command: 'nc -vz -w 3 {peer-host} {peer-port}',
    answers: [
      good('`succeeded`', 'the peer listens there'),
      bad('`refused`', 'its process is gone or listens elsewhere'),
      bad('`timed out`', 'its host is down, or a firewall in between'),
    ],
  },
  listens: {
    id: 'peer-listens',
    command: 'ss -ltnp "sport = :{peer-port}"',
    about: 'on the peer',
    answers: [
      good('`LISTEN` with the address that others use or `0.0.0.0`', 'it can be reached'),
      bad(
        '`127.0.0.1` where others come from other hosts',
        'it registered an address that only its own host can use',
      ),
      bad('only the heading', 'nothing listens: the process is gone or has another port'),
    ],
  },
  ping: {
    id: 'peer-ping',
    command: 'ping -c 3 -W 2 {peer-host}',
    answers: [
      good('`0% packet loss`', 'the host is up'),
      bad('`100% packet loss`', 'down, or off the network'),
    ],
    untried: 'ping needs rights that the recording does not have',
  },
  route: {
    id: 'peer-route',
    command: 'ip route get {peer-host}',
    answers: [
      good('`dev` with the interface that leads there', 'there is a route'),
      bad('`unreachable`', 'there is none'),
    ],
  },
  firewall: {
    id: 'host-firewall',
    command: 'sudo iptables -S | head -50; sudo nft list ruleset | head -50',
    about: 'on both hosts',
    answers: [
      good('no rule with `DROP` or `reject` for that port', 'no firewall here'),
      bad('one', 'open the port'),
    ],
    untried: 'needs the rights of root over the host',
  },
  name: {
    id: 'peer-name',
    command: 'getent hosts {peer-host}',
    answers: [
      good('the address of the peer', 'the name is known here'),
      bad('nothing', 'it is not: register an IP address, or add it to /etc/hosts'),
    ],
  },
  addresses: {
    id: 'host-addresses',
    command: 'hostname -I',
    about: 'on the host that registered the name',
    answers: [
      good('the address that others use is among them', 'what was registered can be right'),
      bad('it is not', 'set `MC_TCP_BIND_ADDRESS` or register another `local_hostname`'),
    ],
    untried: 'says something of the machine only',
  },
  sockets: {
    id: 'host-sockets',
    command: 'ss -tan state time-wait | wc -l',
    answers: [
      good('some hundreds', 'there are ports left'),
      bad('near 28000, the size of the usual range', 'all local ports are used up'),
    ],
    untried: 'says something of the machine only',
  },
  portRange: {
    id: 'host-port-range',
    command: 'sysctl net.ipv4.ip_local_port_range',
    answers: [
      bad(
        '`32768 60999`',
        'the usual 28000 ports: widen it with `sudo sysctl -w net.ipv4.ip_local_port_range="1024 65535"`',
      ),
    ],
    untried: 'says something of the machine only',
  },
  reuse: {
    id: 'host-port-reuse',
    command: 'sudo sysctl -w net.ipv4.tcp_tw_reuse=1',
    about: 'lets new connections use ports in TIME-WAIT',
    answers: [good('`net.ipv4.tcp_tw_reuse = 1`', 'done')],
    untried: 'changes the machine',
  },
  servers: {
    id: 'metadata-listens',
    command: 'sudo ss -ltnp "sport = :8080 or sport = :2379 or sport = :6379"',
    about: 'on its host',
    answers: [
      good('`0.0.0.0` or the address that others use', 'it can be reached'),
      bad('only `127.0.0.1`', 'it can be reached from its own host alone'),
    ],
    untried: 'needs the usual ports; the same command with the real port is recorded as peer-listens',
  },
  owner: {
    id: 'port-owner',
    command: 'sudo ss -ltnp "sport = :{peer-port}"',
    answers: [
      good('only the heading', 'the port is free now'),
      bad('`users:` with a process', 'that process has the port: end it or choose another port'),
    ],
  },
  losses: {
    id: 'peer-losses',
    command: 'ss -tin dst {master-host}',
    answers: [
      good('no `retrans:`', 'no losses'),
      bad('`retrans:` that rises', 'packets are lost on the way'),
    ],
    untried: 'the loopback interface loses nothing',
  },
} as const satisfies Readonly<Record<string, Probe>>;
