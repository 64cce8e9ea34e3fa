import { describe, expect, it } from 'vitest';
import { builtInParts } from '../../../src/catalogue/built-in.ts';
import { Catalogue } from '../../../src/catalogue/catalogue.ts';
import type { LiveOptions } from '../../../src/commands/live/live-logs.ts';
import { LiveLogs } from '../../../src/commands/live/live-logs.ts';
import type { IncidentEvent } from '../../../src/triage/live/seen-incidents.ts';

const start = Date.UTC(2026, 10, 23, 7, 57, 0);
const options: LiveOptions = {
  catalogue: new Catalogue(builtInParts),
  files: [],
  stdin: true,
  format: 'text',
  from: 'start',
  poll: 250,
  correctSkew: false,
  failOn: [],
  colour: false,
  choice: {},
  implied: true,
  normal: false,
  timezone: 'UTC',
  longest: 1 << 20,
  lines: {},
  iso: (time) => new Date(time).toISOString(),
  clock: (time) => new Date(time).toISOString().slice(11, 19),
};

type Line = readonly [second: number, text: string];

const line = (host: string, severity: string, second: number, source: string, message: string): Line => {
  const stamp = new Date(start + second * 1000).toISOString();
  return [
    second,
    `${host} store ${severity}${stamp.slice(0, 10).replaceAll('-', '')} ${stamp.slice(11, 23)}000 77 ${source}] ${message}`,
  ];
};
const healthy = (second: number): Line =>
  line('n-1', 'I', second, 'client_service.cpp:1533', 'BatchGet completed');
const noConnection = (second: number): Line =>
  line(
    'n-1',
    'E',
    second,
    'tcp_transport.cpp:1099',
    'TcpTransport::getConnection failed to create connection to 10.66.0.2:16662. Error: connect: Connection refused',
  );
const transferFails = (host: string, second: number): Line =>
  line(host, 'E', second, 'real_client.cpp:2778', `Get failed for key: k${second} with error: TRANSFER_FAIL`);
const noMaster = (second: number): Line =>
  line('n-1', 'E', second, 'master_client.cpp:370', 'RPC call failed: Connection refused');

const every = (from: number, to: number, by: number, make: (second: number) => Line): Line[] =>
  Array.from({ length: Math.ceil((to - from) / by) }, (_, index) => make(from + index * by));

/** What is told of the lines when incidents are judged behind each of them. */
function eventsOf(lines: readonly Line[]): { readonly events: IncidentEvent[]; readonly logs: LiveLogs } {
  let now = start;
  const logs = new LiveLogs(options, () => now);
  const file = { id: 1, name: '-', path: '-' };
  const events: IncidentEvent[] = [];
  for (const [second, text] of [...lines].sort(([a], [b]) => a - b)) {
    now = start + second * 1000;
    logs.take({ file, bytes: Buffer.from(`${text}\n`), offset: 0, end: 'line' });
    events.push(...logs.judge());
  }
  return { events, logs };
}

const told = (events: readonly IncidentEvent[], kind: IncidentEvent['kind']): number[] =>
  events.flatMap((event) => (event.kind === kind ? [event.incident.id] : []));

describe('incidents as their lines come', () => {
  it('begin with their cause, although something that follows from it came before', () => {
    const { events, logs } = eventsOf([
      ...every(0, 200, 1, healthy),
      ...every(5, 6, 0.2, (second) => transferFails('n-2', second)),
      ...every(7, 40, 2, noConnection),
      ...every(7.5, 40, 2, (second) => transferFails('n-1', second)),
      ...every(7.6, 40, 2, (second) => transferFails('n-2', second)),
    ]);
    expect(told(events, 'begins')).toEqual([1]);
    expect(told(events, 'over')).toEqual([1]);
    const [incident] = logs.report!.incidents;
    expect(incident).toMatchObject({ id: 1, start: '2026-11-23T07:57:07.000Z', ongoing: false });
    expect(incident!.cause.time).toBe(incident!.start);
    expect(incident!.consequences[0]).toMatchObject({ first: '2026-11-23T07:57:05.000Z' });
  });

  it('stay the same when their cause is found later than what followed from it', () => {
    const { events } = eventsOf([
      ...every(0, 60, 1, healthy),
      ...every(10, 16, 1, noMaster),
      ...every(15, 60, 3, (second) =>
        line('n-1', 'E', second, 'etcd_helper.cpp:237', 'lease_id=35, error=context deadline exceeded'),
      ),
      ...every(17, 60, 1, noMaster),
    ]);
    expect(told(events, 'begins')).toEqual([1]);
    expect(told(events, 'over')).toEqual([]);
    const causes = new Set(events.map(({ incident }) => incident.cause.name));
    expect(causes.size).toBe(2);
  });

  it('are over two minutes of their logs behind their last line, and others keep their numbers', () => {
    const { events, logs } = eventsOf([
      ...every(0, 500, 1, healthy),
      ...every(10, 40, 2, noMaster),
      ...every(300, 330, 2, noConnection),
      ...every(300.5, 330, 2, (second) => transferFails('n-1', second)),
    ]);
    expect(
      events.filter(({ kind }) => kind !== 'changes').map(({ kind, incident }) => [kind, incident.id]),
    ).toEqual([
      ['begins', 1],
      ['over', 1],
      ['begins', 2],
      ['over', 2],
    ]);
    expect(logs.report!.incidents.map(({ id, cause }) => [id, cause.name])).toEqual([
      [1, 'RPC_FAIL'],
      [2, 'No TCP connection to a peer'],
    ]);
    expect(logs.incident(2)!.checks.length).toBeGreaterThan(0);
  });

  it('change when a reader would want to know: not with each line', () => {
    const { events } = eventsOf([...every(0, 100, 1, healthy), ...every(10, 100, 0.5, noMaster)]);
    expect(told(events, 'begins')).toEqual([1]);
    // Their lines double some six times.
    expect(told(events, 'changes').length).toBeLessThan(10);
  });

  it('are told of with the hosts that lines name', () => {
    const { logs } = eventsOf([transferFails('n-1', 1), transferFails('n-2', 2)]);
    const { inputs, recent, incidents } = logs.figures('', 0);
    expect([inputs, incidents]).toEqual(['standard input from 2 hosts', []]);
    expect(recent.coded.map(({ codes }) => codes)).toEqual(['TRANSFER_FAIL (-800)', 'TRANSFER_FAIL (-800)']);
  });
});
