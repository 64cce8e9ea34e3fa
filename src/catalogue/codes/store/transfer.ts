import { answerLine } from '../../advice/probe.ts';
import { deviceProbes } from '../../advice/probes/device.ts';
import { logProbes } from '../../advice/probes/logs.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import { peerProbes } from '../../advice/probes/peer.ts';
import type { Code } from '../../code.ts';

export const transfer: readonly Code[] = [
  {
    component: 'Store',
    group: 'Transfer',
    name: 'TRANSFER_FAIL',
    value: -800,
    description: 'Transfer operation failed',
    origin: 'seed',
    cause: [
      'The RDMA or TCP transfer to or from the peer failed: the peer died, the connection could not be made, or the network lost packets (`transport retry counter exceeded`).',
      'The transfer did not end within 60 seconds (`Failed to complete transfers after`).',
      'The peer restarted, and this client still uses its old memory keys (`remote access error`).',
      "A replica's file could not be read (`Fileread task failed`).",
    ],
    action: [
      answerLine(logProbes.before, 'the first error of the transfer engine names the peer and the cause'),
      answerLine(peerProbes.port),
      answerLine(masterProbes.details, 'whether the peer is still registered'),
      answerLine(deviceProbes.write, 'for rdma, after the server on the peer'),
      answerLine(
        peerProbes.sockets,
        'over TCP, after `Cannot assign requested address`: then set `MC_TCP_ENABLE_CONNECTION_POOL=1`',
      ),
      'To tell RDMA from the rest, run once with `MC_FORCE_TCP=1` on BOTH sides.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:2176] Put operation failed with error: TRANSFER_FAIL',
      'E20260730 11:49:18.123456 12345 client_service.cpp:1767] Transfer failed for key: llama@tp2@4f1c9a with error: -800',
      'E20260730 11:49:18.123456 12345 transfer_task.cpp:882] Failed to complete transfers after 60000 milliseconds for batch 139912345678912',
    ],
    related: ['ERR_ENDPOINT', 'ERR_SOCKET', 'LEASE_EXPIRED', 'RPC_FAIL'],
  },
];
