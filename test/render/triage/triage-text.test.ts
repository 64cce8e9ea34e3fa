import { describe, expect, it } from 'vitest';
import type { Look } from '../../../src/render/text/look.ts';
import { colouredPaint, plainPaint } from '../../../src/render/text/paint.ts';
import { triageText } from '../../../src/render/triage/triage-text.ts';
import { incident, report } from './report.ts';

const plain: Look = { paint: plainPaint, unicode: true, width: undefined };

describe('the triage report for a terminal', () => {
  it('says on the first screen what broke, when, where, what followed, and what to check', () => {
    const [screen] = triageText(report, plain).split('\nIncident 1:');
    expect(
      screen,
    ).toBe(`2026-07-30 01:00:00 +02:00 to 2026-07-30 03:00:00 +02:00; 100,000 lines of 2 inputs from 2 hosts, 6,312 with a code
not read: node8/store.log: permission denied
clock: node8 is 3600 s behind node7, as 4 events seen on both sides say; --skew corrects it

1 incident

 1  TransferEngine / Other: ERR_ENDPOINT (-201)  02:11:04 to 02:25:31, 6,312 lines, confidence high
    Failed to modify QP to RTR: Connection timed out [110]
    [█▅                      ]  only node7, only mlx5_3
    then TRANSFER_FAIL 2,100
    check: Which GID index the device uses on both sides.

Not explained by these
  Store / RPC: RPC_FAIL (-900)  3 lines  at 02:00:00  on node9

Messages that the baseline does not have
  W  1,234  master_service.cpp:77  slow request <*> took <*> ms

What this report cannot know
  Some lines carry no time stamp.
`);
  });

  it('gives the evidence, the places and the commands of each incident below', () => {
    const details = triageText(report, plain).split('\nIncident 1:')[1]!;
    for (const part of [
      '  cause  02:11:04 node7/store.log:1123, 4,212 lines, implied by the message',
      'rdma_endpoint.cpp:385] Failed to modify QP to RTR',
      'The first ERR_ENDPOINT came 0.4 s before',
      '  then   +0.4 s  Store / Transfer: TRANSFER_FAIL (-800), 2,100 lines',
      'hosts     only node7 100 % (6,312)',
      'devices   only mlx5_3 >99 % (6,300), mlx5_1 <1 % (12)',
      'ERR_ENDPOINT 02:11:00, still going on, most at 02:12:00 (900), 4,212 lines',
      '  check  show_gids mlx5_3',
      '--incident 1',
      '> E0730 02:11:04.123456',
      'I0730 02:11:04.200000 77 rdma_endpoint.cpp:400] gave up',
    ])
      expect(details).toContain(part);
  });

  it('shows the day where a report covers several, and that an incident still goes on', () => {
    const range = { from: '2026-07-29T01:00:00.000+02:00', to: '2026-07-30T03:00:00.000+02:00' };
    const text = triageText({ ...report, range, incidents: [{ ...incident, ongoing: true }] }, plain);
    expect(text).toContain('07-30 02:11:04, still going on, 6,312 lines');
  });

  it('tells of no clocks that agree', () => {
    const skew = [{ ...report.skew[0]!, seconds: 0 }];
    expect(triageText({ ...report, skew }, plain)).not.toContain('clock:');
  });

  it('says where an incident began that is on several hosts', () => {
    const hosts = ['node8', 'node7'].map((name) => ({ name, lines: 50, share: 0.5, only: false }));
    const places = { ...incident.places, hosts };
    const text = triageText({ ...report, incidents: [{ ...incident, places }] }, plain);
    expect(text).toContain('first on node7; only mlx5_3\n');
  });

  it('says in words what the cause is, and tells consequences from it that bear its name', () => {
    const known = { id: 'qp-to-rtr', title: 'The queue pair did not get ready' };
    const rejected = { id: 'handshake-refused', title: 'One side refused' };
    const also = { ...incident.consequences[0]!, name: incident.cause.name, known: rejected, lines: 7 };
    const told = { ...incident, cause: { ...incident.cause, known }, consequences: [also] };
    const text = triageText({ ...report, incidents: [told] }, plain);
    expect(text).toContain('\n    The queue pair did not get ready: Failed');
    expect(text).toContain('\n    then One side refused 7\n');
  });

  it('says that an incident began on the host of the line, whatever its input is called', () => {
    const hosts = ['kv-1', 'kv-0'].map((name) => ({ name, lines: 50, share: 0.5, only: false }));
    const told = { ...incident, cause: { ...incident.cause, host: 'kv-0' } };
    const text = triageText(
      { ...report, incidents: [{ ...told, places: { ...incident.places, hosts } }] },
      plain,
    );
    expect(text).toContain('first on kv-0; only mlx5_3\n');
  });

  it('says that there is no incident rather than nothing', () => {
    const text = triageText(
      { ...report, incidents: [], unexplained: [], patterns: [], limitations: [], skew: [] },
      plain,
    );
    expect(text).toContain('\n\nNo incident: ');
    expect(text).not.toContain('Not explained');
  });

  it('cuts the lines of the first screen to the width of the terminal, and colours take no room', () => {
    for (const paint of [plainPaint, colouredPaint]) {
      const screen = triageText(report, { paint, unicode: true, width: 60 }).split('Incident 1:')[0]!;
      const lines = screen.replaceAll(/\x1b\[\d+m/g, '').split('\n');
      expect(Math.max(...lines.map((line) => [...line].length))).toBe(60);
      expect(lines).toContain(' 1  TransferEngine / Other: ERR_ENDPOINT (-201)  02:11:04 t…');
      expect(screen.match(/\x1b\[3[1-8]m/g)?.length).toBe(screen.match(/\x1b\[39m/g)?.length);
    }
  });
});
