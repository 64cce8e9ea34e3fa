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
      'Client and master are of different Mooncake versions; a client refuses to connect (`Version mismatch: server=... client=...`).',
      'A dynamic replication was finished with an outdated token, because the object was rewritten meanwhile; this is harmless.',
    ],
    action: [
      '`pip show mooncake-transfer-engine` on every node, and the version in the log line; upgrade so that all are the same.',
      'During a rolling upgrade, change the master first and restart the clients after it.',
      'Check that `master_server_address` is the master you think: `curl http://MASTER:9003/leader`.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4902] Reconnect failed to 10.20.0.2:50051: INVALID_VERSION',
      'E20260730 11:49:18.123456 12345 master_client.cpp:459] Version mismatch: server=0.3.12 client=0.3.9',
    ],
    related: ['RPC_FAIL'],
  },
];
