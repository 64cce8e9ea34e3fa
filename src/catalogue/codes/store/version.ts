import { answerLine } from '../../advice/probe.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const version: readonly Code[] = [
  {
    component: 'Store',
    group: 'Version',
    name: 'INVALID_VERSION',
    value: -300,
    description: 'Invalid version',
    origin: 'seed',
    cause: [
      "The store's protocol numbers of client and master differ (`Version mismatch: server=`). This is no package version: it is 2.0.0 in v0.3.9 and all later ones, which do not refuse each other but fail later as RPC_FAIL.",
      'A dynamic replication was finished with an outdated token, because the object was rewritten meanwhile; this is harmless.',
    ],
    action: [
      answerLine(processProbes.version),
      'During an upgrade of a release, change the master first and restart all clients after it.',
      answerLine(masterProbes.health, 'whether `master_server_address` is the master you think'),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4902] Reconnect failed to 10.20.0.2:50051: INVALID_VERSION',
      'E20260730 11:49:18.123456 12345 master_client.cpp:459] Version mismatch: server=2.0.0 client=2.1.0',
    ],
    related: ['RPC_FAIL'],
  },
];
