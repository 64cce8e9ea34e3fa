import type { Place } from '../../../src/triage/places/places.ts';
import type {
  HostSpan,
  Incident,
  SampleLine,
  TriageReport,
} from '../../../src/triage/report/triage-report.ts';
import { nowhere } from '../triage/report.ts';
import { HOSTILE, stamp } from './sample-summary.ts';

const START = Date.parse('2026-07-31T00:00:00.000Z');

/** A time so many seconds after two in the morning. */
function at(seconds: number): string {
  return stamp(START + seconds * 1000);
}

function place(name: string, lines: number, share: number, only = false): Place {
  return { name, lines, share, only };
}

function sample(host: string, seconds: number, text: string): SampleLine {
  const clock = at(seconds).slice(11, 23);
  return {
    ...{ input: `/var/log/mooncake/${host}/store.INFO`, host, line: 18_233 + seconds, time: at(seconds) },
    text: `E0731 ${clock}456 4133 ${text}`,
    before: [
      `I0731 ${clock}101 4133 rdma_context.cpp:88] heartbeat`,
      `I0731 ${clock}200 4133 real_client.cpp:771] put 64 keys`,
    ],
    after: [`I0731 ${clock}900 4133 real_client.cpp:802] retry 1 of 3`],
  };
}

function span(host: string, name: string, from: number, to: number, lines: number): HostSpan {
  return { host, component: 'Store', name, start: at(from), end: at(to), lines };
}

const nicDown: Incident = {
  id: 1,
  title: 'The queue pair did not get ready to receive: MTU, GID or reachability',
  start: at(664),
  end: at(1531),
  ongoing: false,
  lines: 53_014,
  cause: {
    component: 'TransferEngine',
    group: 'Other',
    name: 'ERR_ENDPOINT',
    value: -201,
    evidence: 'message',
    time: at(664),
    input: '/var/log/mooncake/node3/store.INFO',
    line: 18_897,
    text: 'E0731 02:11:04.123456 4133 rdma_endpoint.cpp:385] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Connection timed out [110]',
    lines: 31_870,
  },
  consequences: [
    {
      ...{ component: 'Store', group: 'Transfer', name: 'TRANSFER_FAIL', value: -800, lines: 18_204 },
      ...{ title: 'TRANSFER_FAIL', after: 1 },
      ...{
        first: at(665),
        last: at(1531),
        because: 'A transfer over an endpoint that cannot be set up fails.',
      },
    },
    {
      ...{ component: 'Store', group: 'RPC', name: 'RPC_FAIL', value: -900, lines: 2940 },
      ...{ title: 'RPC_FAIL', after: 38 },
      ...{ first: at(702), last: at(1320), because: 'A peer that waits for a transfer answers no requests.' },
    },
  ],
  places: {
    ...nowhere,
    hosts: [place('node3', 52_801, 0.996, true), place('node5', 213, 0.004)],
    devices: [place('mlx5_3', 52_640, 0.993, true), place('mlx5_1', 104, 0.002)],
    peers: [place('10.0.3.17:12345', 31_204, 0.589), place('10.0.3.18:12345', 11_004, 0.208)],
    processes: [place('4133', 53_014, 1)],
    keys: [place('llama@tp2@', 17_003, 0.32)],
  },
  confidence: 'high',
  why: [
    'The first ERR_ENDPOINT came 0.8 s before the first TRANSFER_FAIL, on the same host and towards the same peer.',
    'No other error was seen in the ten minutes before it.',
  ],
  buckets: {
    width: 60,
    counts: [
      [at(660), 9000],
      [at(720), 44_014],
    ],
  },
  bursts: [
    {
      ...{ component: 'TransferEngine', name: 'ERR_ENDPOINT', start: at(660), peak: at(720), most: 11_203 },
      ...{ title: 'ERR_ENDPOINT', end: at(1500), lines: 31_870 },
    },
  ],
  spans: [
    span('node3', 'ERR_ENDPOINT', 664, 1490, 31_870),
    span('node3', 'TRANSFER_FAIL', 665, 1531, 17_991),
    span('node3', 'RPC_FAIL', 702, 1320, 2940),
    span('node5', 'TRANSFER_FAIL', 671, 760, 100),
    span('node5', 'TRANSFER_FAIL', 1010, 1044, 113),
  ],
  samples: [
    sample(
      'node3',
      664,
      'rdma_endpoint.cpp:385] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Connection timed out [110]',
    ),
    sample(
      'node3',
      665,
      'client_service.cpp:1767] Transfer failed for key: llama@tp2@17c09d with error: -800',
    ),
    sample('node3', 702, 'client_service.cpp:4902] Reconnect failed to 10.20.0.2:50051: RPC_FAIL'),
  ],
  checks: [
    {
      text: 'Is the link of the device up, and does the GID index exist on both sides?',
      commands: ['ibstat mlx5_3', 'show_gids mlx5_3 | grep -i v2'],
      source: 'docs/source/troubleshooting/troubleshooting.md',
    },
    {
      text: 'Do the two nodes reach each other without Mooncake?',
      commands: ['ib_write_bw -d mlx5_3 -x 3 10.0.3.17'],
      source: 'docs/source/troubleshooting/troubleshooting.md',
    },
  ],
};

const memoryFull: Incident = {
  ...nicDown,
  id: 2,
  title: 'The store has no memory left for an object',
  start: at(2410),
  end: at(3590),
  ongoing: true,
  lines: 16_725,
  cause: {
    ...nicDown.cause,
    ...{
      component: 'Store',
      group: 'Handle Selection',
      name: 'NO_AVAILABLE_HANDLE',
      value: -200,
      evidence: 'name',
    },
    ...{ time: at(2410), input: '/var/log/mooncake/master/master.INFO', line: 771, lines: 9305 },
    text: 'E0731 02:40:10.000456 977 master_service.cpp:1890] Failed to start put operation for key=llama@tp2@4f1c9a due to insufficient space.',
  },
  consequences: [
    {
      ...{
        component: 'Store',
        group: 'Engine Operation',
        name: 'OBJECT_NOT_FOUND',
        value: -704,
        lines: 7420,
      },
      ...{ title: 'OBJECT_NOT_FOUND', after: 30 },
      ...{ first: at(2440), last: at(3590), because: 'An object whose put failed is not there for a get.' },
    },
  ],
  places: {
    ...nowhere,
    hosts: ['master', 'node0', 'node1', 'node2', 'node5'].map((name) => place(name, 3345, 0.2)),
  },
  confidence: 'medium',
  why: ['NO_AVAILABLE_HANDLE came 30 s before OBJECT_NOT_FOUND; other codes were seen in between.'],
  bursts: [],
  spans: [
    span('master', 'NO_AVAILABLE_HANDLE', 2410, 3590, 5000),
    ...['node0', 'node1', 'node2', 'node5'].flatMap((host, index) => [
      span(host, 'NO_AVAILABLE_HANDLE', 2420 + index * 7, 3500, 1100),
      span(host, 'OBJECT_NOT_FOUND', 2440 + index * 90, 3590, 1800),
    ]),
  ],
  samples: [
    sample(
      'master',
      2410,
      'master_service.cpp:1890] Failed to start put operation for key=llama@tp2@4f1c9a due to insufficient space.',
    ),
    sample('node0', 2440, "real_client.cpp:5106] Query failed for key 'llama@tp2@4f1c9a': OBJECT_NOT_FOUND"),
  ],
  checks: [
    {
      text: 'Is the memory of the store full, and does eviction keep up?',
      commands: ['curl -s http://MASTER:9003/metrics/summary'],
      source: 'docs/source/deployment/mooncake-store-deployment-guide.md',
    },
  ],
};

/** Two incidents on seven hosts: a network card fails, and later the memory is full and stays so. */
export function sampleTriage(): TriageReport {
  const hosts = ['master', 'node0', 'node1', 'node2', 'node3', 'node4', 'node5'];
  return {
    schema: 'mooncake-annotate/triage@1',
    range: { from: at(0), to: at(3600) },
    inputs: hosts.map((host, index) => ({
      name: `/var/log/mooncake/${host}/${host === 'master' ? 'master' : 'store'}.INFO`,
      host,
      lines: 1_210_331 + index,
      bytes: 190_771_001,
      found: index * 997,
      from: at(index),
      to: at(3600),
      ...(host === 'node4' ? { fault: 'permission denied' } : {}),
    })),
    lines: 8_472_338,
    bytes: 1_335_397_007,
    found: 69_801,
    limitations: ['Keys beyond the first 4,096 different ones were counted as one.'],
    skew: [{ host: 'node5', against: 'master', seconds: -2.4, events: 113, corrected: true }],
    incidents: [nicDown, memoryFull],
    unexplained: [
      {
        ...{ component: 'Store', group: 'File', name: 'FILE_READ_FAIL', value: -1102, lines: 12 },
        ...{ first: at(100), last: at(130) },
        places: { ...nowhere, hosts: [place('node1', 12, 1, true)] },
        sample: sample('node1', 100, 'file_storage.cpp:211] read failed: FILE_READ_FAIL'),
      },
    ],
    patterns: [
      {
        template: 'slow request <*> took <*> ms, queue length <*>',
        source: 'master_service.cpp:77',
        severity: 'W',
        lines: 1234,
        first: at(2300),
        last: at(3580),
        isNew: true,
        sample: sample(
          'master',
          2300,
          'master_service.cpp:77] slow request 771 took 1200 ms, queue length 4096',
        ),
      },
      {
        template:
          'Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Connection timed out [110]',
        source: 'rdma_endpoint.cpp:385',
        severity: 'E',
        lines: 31_870,
        first: at(664),
        last: at(1490),
        isNew: false,
        sample: nicDown.samples[0]!,
      },
    ],
  };
}

/** A report whose every text is the same. */
export function hostileTriage(text = HOSTILE, line = `${text} ${'x'.repeat(1_000_000)}`): TriageReport {
  const lines: SampleLine = {
    ...{ input: text, host: text, line: 1, time: text, text: line },
    ...{ before: [line], after: [line] },
  };
  const named = { component: text, group: text, name: text, value: null, lines: 3 };
  const places = { ...nowhere, hosts: [place(text, 3, 1, true)], keys: [place(text, 3, 1)] };
  return {
    schema: 'mooncake-annotate/triage@1',
    range: { from: text, to: text },
    inputs: [{ name: text, host: text, lines: 3, bytes: 3, found: 3, from: text, to: text, fault: text }],
    ...{ lines: 3, bytes: 3, found: 3 },
    limitations: [text],
    skew: [{ host: text, against: text, seconds: 1, events: 1, corrected: false }],
    incidents: [
      {
        ...{ id: 1, title: text, start: at(0), end: at(9), ongoing: false, lines: 3 },
        cause: { ...named, evidence: 'message', time: text, input: text, line: 1, text: line },
        consequences: [{ ...named, title: text, after: 1, first: text, last: text, because: text }],
        places,
        confidence: 'low',
        why: [text],
        buckets: { width: 1, counts: [] },
        bursts: [],
        spans: [{ host: text, component: text, name: text, start: at(0), end: at(9), lines: 3 }],
        samples: [lines, lines],
        // What a check says is of the catalogue, where backticks mark what is to be typed.
        checks: [{ text: text.replaceAll('`', ''), commands: [text], source: text }],
      },
    ],
    unexplained: [{ ...named, first: text, last: text, places, sample: lines }],
    patterns: [
      {
        ...{ template: text, source: text, severity: 'E', lines: 3, first: text, last: text, isNew: true },
        sample: lines,
      },
    ],
  };
}

/** More incidents, with longer texts and more bars, than any page can show. */
export function largestTriage(): TriageReport {
  const report = sampleTriage();
  const text = 'ü<&"x'.repeat(2000);
  const long = (incident: Incident, id: number): Incident => ({
    ...incident,
    id,
    why: [text, text, text],
    samples: Array.from({ length: 8 }, () => ({
      ...incident.samples[0]!,
      ...{ text, before: [text, text, text], after: [text, text, text] },
    })),
    places: { ...incident.places, keys: Array.from({ length: 50 }, () => place(text, 3, 0.1)) },
    spans: Array.from({ length: 300 }, (_, index) =>
      span(`host-${index}-${text.slice(0, 60)}`, 'RPC_FAIL', index, index + 9, 3),
    ),
  });
  return {
    ...report,
    incidents: Array.from({ length: 200 }, (_, index) => long(report.incidents[index % 2]!, index + 1)),
    patterns: Array.from({ length: 1000 }, () => ({ ...report.patterns[0]!, template: text })),
    inputs: Array.from({ length: 1000 }, () => ({ ...report.inputs[0]!, name: text, fault: text })),
    limitations: Array.from({ length: 50 }, () => text),
  };
}
