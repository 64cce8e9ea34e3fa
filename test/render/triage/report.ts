import type { Places } from '../../../src/triage/places/places.ts';
import type { Incident, SampleLine, TriageReport } from '../../../src/triage/report/triage-report.ts';

export const nowhere: Places = {
  hosts: [],
  processes: [],
  ranks: [],
  peers: [],
  segments: [],
  devices: [],
  requests: [],
  keys: [],
};

const sample: SampleLine = {
  input: 'node7/store.log',
  host: 'node7',
  line: 1123,
  time: '2026-07-30T02:11:04.123+02:00',
  text: 'E0730 02:11:04.123456 77 rdma_endpoint.cpp:385] Failed to modify QP to RTR: Connection timed out [110]',
  before: ['I0730 02:11:04.100000 77 rdma_endpoint.cpp:300] setting up'],
  after: ['I0730 02:11:04.200000 77 rdma_endpoint.cpp:400] gave up'],
};

/** An incident as triage finds it: a NIC of one node that cannot connect, and failed transfers after it. */
export const incident: Incident = {
  id: 1,
  title: 'The queue pair did not get ready to receive',
  start: '2026-07-30T02:11:04.123+02:00',
  end: '2026-07-30T02:25:31.000+02:00',
  ongoing: false,
  lines: 6312,
  cause: {
    component: 'TransferEngine',
    group: 'Other',
    name: 'ERR_ENDPOINT',
    value: -201,
    evidence: 'message',
    time: '2026-07-30T02:11:04.123+02:00',
    input: 'node7/store.log',
    line: 1123,
    text: sample.text,
    lines: 4212,
  },
  consequences: [
    {
      component: 'Store',
      group: 'Transfer',
      name: 'TRANSFER_FAIL',
      value: -800,
      lines: 2100,
      first: '2026-07-30T02:11:04.523+02:00',
      last: '2026-07-30T02:25:31.000+02:00',
      title: 'TRANSFER_FAIL',
      after: 0.5,
      because: 'A transfer over an endpoint that cannot be set up fails.',
    },
  ],
  places: {
    ...nowhere,
    hosts: [{ name: 'node7', lines: 6312, share: 1, only: true }],
    devices: [
      { name: 'mlx5_3', lines: 6300, share: 0.998, only: true },
      { name: 'mlx5_1', lines: 12, share: 0.002, only: false },
    ],
  },
  confidence: 'high',
  why: ['The first ERR_ENDPOINT came 0.4 s before the first TRANSFER_FAIL, on the same host.'],
  buckets: { width: 60, counts: [['2026-07-30T02:11:00.000+02:00', 6312]] },
  bursts: [
    {
      component: 'TransferEngine',
      name: 'ERR_ENDPOINT',
      title: 'ERR_ENDPOINT',
      start: '2026-07-30T02:11:00.000+02:00',
      peak: '2026-07-30T02:12:00.000+02:00',
      most: 900,
      end: null,
      lines: 4212,
    },
  ],
  samples: [sample],
  checks: [
    {
      text: 'Which GID index the device uses on both sides.',
      commands: ['show_gids mlx5_3'],
      source: 'docs/source/troubleshooting/troubleshooting.md',
    },
  ],
};

/** A report with one of everything. */
export const report: TriageReport = {
  schema: 'mooncake-annotate/triage@1',
  range: { from: '2026-07-30T01:00:00.000+02:00', to: '2026-07-30T03:00:00.000+02:00' },
  inputs: [
    {
      name: 'node7/store.log',
      host: 'node7',
      lines: 100_000,
      bytes: 16e6,
      found: 6312,
      from: null,
      to: null,
    },
    {
      name: 'node8/store.log',
      host: 'node8',
      lines: 0,
      bytes: 0,
      found: 0,
      from: null,
      to: null,
      fault: 'permission denied',
    },
  ],
  lines: 100_000,
  bytes: 16e6,
  found: 6312,
  limitations: ['Some lines carry no time stamp.'],
  skew: [{ host: 'node8', against: 'node7', seconds: -3600, events: 4, corrected: false }],
  incidents: [incident],
  unexplained: [
    {
      component: 'Store',
      group: 'RPC',
      name: 'RPC_FAIL',
      value: -900,
      lines: 3,
      first: '2026-07-30T02:00:00.000+02:00',
      last: '2026-07-30T02:00:00.000+02:00',
      places: { ...nowhere, hosts: [{ name: 'node9', lines: 3, share: 1, only: false }] },
      sample,
    },
  ],
  patterns: [
    {
      template: 'slow request <*> took <*> ms',
      source: 'master_service.cpp:77',
      severity: 'W',
      lines: 1234,
      first: null,
      last: null,
      isNew: true,
      sample,
    },
  ],
};
