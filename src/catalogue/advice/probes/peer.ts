import { badAnswer, goodAnswer, type Probe } from '../probe.ts';

/** Whether another host or process can be reached. */
export const peerProbes = {
  port: {
    id: 'peer-port',
    command: 'nc -vz -w 3 {peer-host} {peer-port}',
    answers: [
      goodAnswer('`succeeded`', 'the peer listens there'),
      badAnswer('`refused`', 'its process is gone or listens elsewhere'),
      badAnswer('`timed out`', 'its host is down, or a firewall in between'),
    ],
  },
  listens: {
    id: 'peer-listens',
    command: 'ss -ltnp "sport = :{peer-port}"',
    about: 'on the peer',
    answers: [
      goodAnswer('`LISTEN` with the address that others use or `0.0.0.0`', 'it can be reached'),
      badAnswer(
        '`127.0.0.1` where others come from other hosts',
        'it registered an address that only its own host can use',
      ),
      badAnswer('only the heading', 'nothing listens: the process is gone or has another port'),
    ],
  },
  ping: {
    id: 'peer-ping',
    command: 'ping -c 3 -W 2 {peer-host}',
    answers: [
      goodAnswer('`0% packet loss`', 'the host is up'),
      badAnswer('`100% packet loss`', 'down, or off the network'),
    ],
    untried: 'ping needs rights that the recording does not have',
  },
  route: {
    id: 'peer-route',
    command: 'ip route get {peer-host}',
    answers: [
      goodAnswer('`dev` with the interface that leads there', 'there is a route'),
      badAnswer('`unreachable`', 'there is none'),
    ],
  },
  firewall: {
    id: 'host-firewall',
    command: 'sudo iptables -S | head -50; sudo nft list ruleset | head -50',
    about: 'on both hosts',
    answers: [
      goodAnswer('no rule with `DROP` or `reject` for that port', 'no firewall here'),
      badAnswer('one', 'open the port'),
    ],
    untried: 'needs the rights of root over the host',
  },
  name: {
    id: 'peer-name',
    command: 'getent hosts {peer-host}',
    answers: [
      goodAnswer('the address of the peer', 'the name is known here'),
      badAnswer('nothing', 'it is not: register an IP address, or add it to /etc/hosts'),
    ],
  },
  addresses: {
    id: 'host-addresses',
    command: 'hostname -I',
    about: 'on the host that registered the name',
    answers: [
      goodAnswer('the address that others use is among them', 'what was registered can be right'),
      badAnswer('it is not', 'set `MC_TCP_BIND_ADDRESS` or register another `local_hostname`'),
    ],
    untried: 'says something of the machine only',
  },
  sockets: {
    id: 'host-sockets',
    command: 'ss -tan state time-wait | wc -l',
    answers: [
      goodAnswer('some hundreds', 'there are ports left'),
      badAnswer('near 28000, the size of the usual range', 'all local ports are used up'),
    ],
    untried: 'says something of the machine only',
  },
  portRange: {
    id: 'host-port-range',
    command: 'sysctl net.ipv4.ip_local_port_range',
    answers: [
      badAnswer(
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
    answers: [goodAnswer('`net.ipv4.tcp_tw_reuse = 1`', 'done')],
    untried: 'changes the machine',
  },
  servers: {
    id: 'metadata-listens',
    command: 'sudo ss -ltnp "sport = :8080 or sport = :2379 or sport = :6379"',
    about: 'on its host',
    answers: [
      goodAnswer('`0.0.0.0` or the address that others use', 'it can be reached'),
      badAnswer('only `127.0.0.1`', 'it can be reached from its own host alone'),
    ],
    untried: 'needs the usual ports; the same command with the real port is recorded as peer-listens',
  },
  owner: {
    id: 'port-owner',
    command: 'sudo ss -ltnp "sport = :{peer-port}"',
    answers: [
      goodAnswer('only the heading', 'the port is free now'),
      badAnswer('`users:` with a process', 'that process has the port: end it or choose another port'),
    ],
  },
  losses: {
    id: 'peer-losses',
    command: 'ss -tin dst {master-host}',
    answers: [
      goodAnswer('no `retrans:`', 'no losses'),
      badAnswer('`retrans:` that rises', 'packets are lost on the way'),
    ],
    untried: 'the loopback interface loses nothing',
  },
} as const satisfies Readonly<Record<string, Probe>>;
