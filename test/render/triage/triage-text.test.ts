import { describe, expect, it } from 'vitest';
import type { Display } from '../../../src/render/text/display.ts';
import { colouredPaint, plainPaint } from '../../../src/render/text/display.ts';
import { type TriageView, triageText as textOf } from '../../../src/render/triage/triage-text.ts';
import type { TriageReport } from '../../../src/triage/report/triage-report.ts';
import { incident, report } from './report.ts';

const command = 'mooncake-annotate triage node7/store.log';

function triageText(shown: TriageReport, look: Display, details: TriageView['details'] = undefined): string {
  return textOf(shown, look, { details, command });
}

const plain: Display = { paint: plainPaint, unicode: true, width: undefined };

describe('the triage report for a terminal', () => {
  it('says on the first screen what broke, when, where, what followed, and what to check', () => {
    expect(
      triageText(report, plain),
    ).toBe(`2026-07-30 01:00:00 +02:00 to 2026-07-30 03:00:00 +02:00; 100,000 lines of 2
inputs from 2 hosts, 6,312 with a code
not read: node8/store.log: permission denied
clock: node8 is 3600 s behind node7; --skew corrects it

1 incident

 1  The queue pair did not get ready to receive
    02:11:04 to 02:25:31; only node7, only mlx5_3; confidence high; 6,312 lines
    then TRANSFER_FAIL 2,100
    check: show_gids mlx5_3

In no incident: RPC_FAIL 3.
1 message that the baseline does not have.
--all adds the details of each incident (--incident 1: of one), the other codes
and messages, what this report cannot know.
`);
  });

  it('fits into 24 lines of 80 columns with three incidents, however much is to be told', () => {
    const long = 'a very long reason that goes on and on '.repeat(12);
    const told = [1, 2, 3].map((id) => ({
      ...incident,
      id,
      title: long,
      checks: [{ text: long, commands: [`grep ${'x'.repeat(60)} ${'y'.repeat(60)}`], source: 's' }],
    }));
    const rows = triageText({ ...report, incidents: told }, { ...plain, width: 80 })
      .trimEnd()
      .split('\n');
    expect(rows.length).toBeLessThanOrEqual(23);
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(80);
    for (const id of [1, 2, 3]) expect(rows.some((row) => row.startsWith(` ${id}  a very long`))).toBe(true);
  });

  it('says a place once, and a moment as one', () => {
    const hosts = ['node8', 'node7', 'node9'].map((name) => ({ name, lines: 5, share: 0.3, only: false }));
    const cause = { ...incident.cause, host: 'node7' };
    const shown = (changed: Partial<typeof incident>): string =>
      triageText({ ...report, incidents: [{ ...incident, cause, ...changed }] }, plain);
    const places = { ...incident.places, devices: [] };
    expect(shown({ places: { ...places, hosts } })).toContain('; first on node7, then node8, node9; ');
    expect(shown({ title: 'mlx5_3 on node7 gets no answer' })).not.toContain('only');
    expect(shown({ ongoing: true, end: incident.start })).toContain(
      'at 02:11:04, just before the logs end; ',
    );
  });

  it('keeps what goes on, then the largest, and says how many are left out', () => {
    const told = [1, 2, 3, 4, 5].map((id) => ({ ...incident, id, lines: id, ongoing: id === 1 }));
    const text = triageText({ ...report, incidents: told }, plain);
    for (const id of [1, 4, 5]) expect(text).toContain(`\n ${id}  `);
    for (const id of [2, 3]) expect(text).not.toContain(`\n ${id}  `);
    expect(text).toContain('2 further incidents');
  });

  it('gives the evidence, the places and the commands of each incident below', () => {
    const details = triageText(report, plain, 1);
    for (const part of [
      'Incident 1: The queue pair did not get ready to receive',
      'ERR_ENDPOINT (-201), 02:11:04 node7/store.log:1123, 4,212 lines, implied by the message',
      'rdma_endpoint.cpp:385] Failed to modify QP to RTR',
      'The first ERR_ENDPOINT came 0.4 s before',
      '  then   +0.5 s  TRANSFER_FAIL, 2,100 lines',
      'hosts     only node7 100.0% (6,312)',
      'devices   only mlx5_3 99.8% (6,300), mlx5_1 0.2% (12)',
      'ERR_ENDPOINT 02:11:00, still going on, most at 02:12:00 (900), 4,212 lines',
      '  check  show_gids mlx5_3',
      'mooncake-annotate triage node7/store.log --lines-of 1',
      '> E0730 02:11:04.123456',
      'I0730 02:11:04.200000 77 rdma_endpoint.cpp:400] gave up',
    ])
      expect(details).toContain(part);
  });

  it('shows the day where a report covers several, and that an incident still goes on', () => {
    const range = { from: '2026-07-29T01:00:00.000+02:00', to: '2026-07-30T03:00:00.000+02:00' };
    const text = triageText({ ...report, range, incidents: [{ ...incident, ongoing: true }] }, plain);
    expect(text).toContain('07-30 02:11:04, still going on; ');
  });

  it('tells of no clocks that agree', () => {
    const skew = [{ ...report.skew[0]!, seconds: 0 }];
    expect(triageText({ ...report, skew }, plain)).not.toContain('clock:');
  });

  it('says where an incident began that is on several hosts', () => {
    const hosts = ['node8', 'node7'].map((name) => ({ name, lines: 50, share: 0.5, only: false }));
    const places = { ...incident.places, hosts };
    const text = triageText({ ...report, incidents: [{ ...incident, places }] }, plain);
    expect(text).toContain('first on node7; only mlx5_3; ');
  });

  it('tells consequences with the code of the cause by their titles', () => {
    const also = {
      ...incident.consequences[0]!,
      name: incident.cause.name,
      title: 'One side refused',
      lines: 7,
    };
    const text = triageText({ ...report, incidents: [{ ...incident, consequences: [also] }] }, plain);
    expect(text).toContain('\n    then One side refused 7\n');
  });

  it('says that an incident began on the host of the line, whatever its input is called', () => {
    const hosts = ['kv-1', 'kv-0'].map((name) => ({ name, lines: 50, share: 0.5, only: false }));
    const told = { ...incident, cause: { ...incident.cause, host: 'kv-0' } };
    const text = triageText(
      { ...report, incidents: [{ ...told, places: { ...incident.places, hosts } }] },
      plain,
    );
    expect(text).toContain('first on kv-0; only mlx5_3; ');
  });

  it('says that there is no incident rather than nothing', () => {
    const text = triageText(
      { ...report, incidents: [], unexplained: [], patterns: [], limitations: [], skew: [] },
      plain,
    );
    expect(text).toContain('\n\nNo incident: ');
    expect(text).not.toContain('In no incident');
  });

  it('wraps at the width of the terminal, and colours take no room', () => {
    for (const paint of [plainPaint, colouredPaint]) {
      const screen = triageText(report, { paint, unicode: true, width: 60 });
      const lines = screen.replaceAll(/\x1b\[\d+m/g, '').split('\n');
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(60);
      expect(lines.join(' ')).toContain('confidence high; 6,312');
      expect(screen.match(/\x1b\[3[1-8]m/g)?.length).toBe(screen.match(/\x1b\[39m/g)?.length);
    }
  });
});
