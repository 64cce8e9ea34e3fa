import { answerLine } from '../advice/probe.ts';
import { logProbes } from '../advice/probes/logs.ts';
import { peerProbes } from '../advice/probes/peer.ts';
import { processProbes } from '../advice/probes/process.ts';
import type { KnownMessage } from './known-message.ts';

/** Transfers over TCP, and what else comes in at the ports of a client. */
export const tcpMessages: readonly KnownMessage[] = [
  {
    id: 'buffer-not-of-the-host',
    component: 'TransferEngine',
    title: 'A buffer is not memory of the host: GPU memory over TCP, mostly',
    isOwnKind: true,
    patterns: ['Error: Bad address (value: 14)'],
    meaning:
      'The kernel refused the address of a buffer that was to be sent or filled (EFAULT): it is memory of a device, or was unmapped or freed. The connection is sound.',
    checks: [answerLine(processProbes.environment)],
    source: 'tcp_transport_session_impl.h, seen with 0.3.13.post1; read(2), EFAULT',
    samples: [
      'E1129 08:53:40.836076  6016 tcp_transport_session_impl.h:890] ClientSession::writeBody failed. Attempt to write data 0x7fae945f8000 using buffer 0x7fae945f8000. Error: Bad address (value: 14)',
    ],
  },
  {
    id: 'rubbish-on-a-port',
    component: 'TransferEngine',
    title: 'Something that is no Mooncake talks to a client’s port',
    isOwnKind: true,
    patterns: ['readString: too large length from socket', 'readString: zero length from socket'],
    meaning:
      'What came in cannot be read as a message: a port scanner, a health check or a browser, or a client of another version. Nothing of the store is broken by it.',
    checks: [answerLine(peerProbes.firewall)],
    source:
      'mooncake-transfer-engine/include/common.h readString, seen with 0.3.13.post1 when rubbish was sent',
    samples: [
      'E1129 08:53:25.866827  5072 common.h:477] readString: too large length from socket: 6073139484287059271',
      'E1129 08:53:26.073442  5072 common.h:482] readString: zero length from socket',
    ],
  },
  {
    id: 'address-not-registered',
    component: 'TransferEngine',
    title: 'A transfer names memory that its peer has not registered',
    isOwnKind: true,
    patterns: [
      'WRITE rejected by server, status ',
      'READ rejected by server, status ',
      'is not within any registered buffer',
    ],
    meaning:
      'The address or length of a transfer lies outside of what the peer registered: the caller is wrong about it, or the peer restarted and registered anew.',
    checks: [answerLine(logProbes.registration), answerLine(logProbes.lastLines)],
    source: 'tcp_transport_session_impl.h, v0.3.13.post1',
    samples: [
      'E1129 06:35:03.367273 16688 tcp_transport_session_impl.h:706] ClientSession: WRITE rejected by server, status 1',
      'E1129 06:35:03.370217 16688 tcp_transport_session_impl.h:651] ClientSession: READ rejected by server, status 1',
      'E1129 06:35:03.367165 16674 tcp_transport_session_impl.h:183] ServerSession: remote-supplied address 0x7f91976fd010 with size 1000 is not within any registered buffer',
    ],
  },
  {
    id: 'transfer-not-submitted',
    component: 'TransferEngine',
    title: 'A transfer was refused when it was submitted',
    patterns: ['Failed to submit all transfers, error code is '],
    meaning:
      'The engine did not take the transfer: the status behind it says why, mostly memory that is not registered.',
    checks: [answerLine(logProbes.registration)],
    source: 'transfer_task.cpp submitTransfer, v0.3.13.post1',
    samples: [
      'E1129 08:53:40.843132  5986 transfer_task.cpp:1391] Failed to submit all transfers, error code is AddressNotRegistered',
    ],
  },
  {
    id: 'no-free-descriptor',
    component: 'TransferEngine',
    title: 'The process may open no more files and sockets',
    isGrave: true,
    isOwnKind: true,
    patterns: [
      'No valid port found for local TCP service',
      'TcpTransport: unable to find available tcp port for data transmission',
      'Too many open files',
      'No file descriptors available',
    ],
    meaning:
      'The limit of open descriptors is reached, so that no socket can be opened to listen or to connect: masters, metadata servers and peers then seem not to answer, though they do.',
    checks: [answerLine(processProbes.openFiles)],
    source: 'transfer_metadata_plugin.cpp findAvailableTcpPort, v0.3.13.post1; open(2), EMFILE',
    samples: [
      'E1129 08:53:33.751601  5671 transfer_engine_impl.cpp:170] No valid port found for local TCP service.',
      'E1130 07:44:41.900213  4771 tcp_transport.cpp:366] TcpTransport: unable to find available tcp port for data transmission',
      'E1129 08:53:33.751601  5671 transfer_metadata_plugin.cpp:979] SocketHandShakePlugin: socket(): Too many open files [24]',
      'E1129 08:53:33.751601  5671 tcp_transport.cpp:391] accept: No file descriptors available (value: 24)',
    ],
  },
];
