import { expect, it } from 'vitest';
import { LiveUpdates } from '../../../src/commands/live/live-updates.ts';
import type { LiveFigures, LiveIncident } from '../../../src/render/live/live-state.ts';

const group = (name: string, lines: number) => ({
  component: 'Store',
  group: name,
  lines,
  lastMinute: 1,
  minutes: [],
});
const incident: LiveIncident = {
  cause: 'RPC_FAIL (-900)',
  since: '02:14:04',
  lines: 58,
  consequences: 'TRANSFER_FAIL 21',
  where: 'only node7',
  confidence: 'high',
};
const figures = (more: Partial<LiveFigures>): LiveFigures => ({
  clock: '02:15:00',
  files: 1,
  lines: 0,
  found: 0,
  groups: [],
  incidents: [],
  recent: [],
  notice: '',
  ...more,
});

it('tells each group and incident that changed, and nothing else', () => {
  const updates = new LiveUpdates();
  expect(updates.changes(figures({}))).toEqual([]);
  expect(updates.changes(figures({ groups: [group('RPC', 1200), group('Key', 1)] }))).toEqual([
    '02:15:00 Store / RPC: 1,200 (+1,200), 1 in the last minute',
    '02:15:00 Store / Key: 1 (+1), 1 in the last minute',
  ]);
  const groups = [group('RPC', 1203), group('Key', 1)];
  expect(updates.changes(figures({ groups, incidents: [incident] }))).toEqual([
    '02:15:00 Store / RPC: 1,203 (+3), 1 in the last minute',
    '02:15:00 incident begins: RPC_FAIL (-900); since 02:14:04; 58 lines; only node7; then TRANSFER_FAIL 21; confidence high',
  ]);
  expect(updates.changes(figures({ groups, incidents: [incident] }))).toEqual([]);
  expect(updates.changes(figures({ groups, incidents: [{ ...incident, lines: 60 }] }))).toEqual([
    expect.stringContaining('incident goes on: RPC_FAIL (-900); since 02:14:04; 60 lines'),
  ]);
  expect(updates.changes(figures({ groups }))).toEqual([
    expect.stringContaining('incident over: RPC_FAIL (-900); since 02:14:04; 60 lines'),
  ]);
});
