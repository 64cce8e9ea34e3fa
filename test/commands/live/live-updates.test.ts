import { expect, it } from 'vitest';
import { LiveUpdates } from '../../../src/commands/live/pipe-run.ts';
import type { LiveGroup } from '../../../src/render/live/live-state.ts';

const group = (name: string, codes: Readonly<Record<string, number>>): LiveGroup => ({
  component: 'Store',
  group: name,
  lines: Object.values(codes).reduce((sum, lines) => sum + lines, 0),
  lastMinute: 1,
  minutes: [],
  codes: new Map(Object.entries(codes)),
});

it('tells each group that has more lines, with the codes that came, and nothing else', () => {
  const updates = new LiveUpdates();
  expect(updates.changes([])).toEqual([]);
  expect(
    updates.changes([
      group('RPC', { 'RPC_FAIL (-900)': 1200 }),
      group('Key', { 'OBJECT_NOT_FOUND (-704)': 1 }),
    ]),
  ).toEqual([
    'Store / RPC: 1,200 (+1,200), 1 in the last minute: RPC_FAIL (-900) +1,200',
    'Store / Key: 1 (+1), 1 in the last minute: OBJECT_NOT_FOUND (-704) +1',
  ]);
  const later = [
    group('RPC', { 'RPC_FAIL (-900)': 1201, 'RPC_TIMEOUT (-901)': 2 }),
    group('Key', { 'OBJECT_NOT_FOUND (-704)': 1 }),
  ];
  expect(updates.changes(later)).toEqual([
    'Store / RPC: 1,203 (+3), 1 in the last minute: RPC_TIMEOUT (-901) +2, RPC_FAIL (-900) +1',
  ]);
  expect(updates.changes(later)).toEqual([]);
});

it('names the codes that came most', () => {
  const codes = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`C${index}`, index + 1]));
  expect(new LiveUpdates().changes([group('RPC', codes)])).toEqual([
    'Store / RPC: 45 (+45), 1 in the last minute: C8 +9, C7 +8, C6 +7, C5 +6 and 5 more codes',
  ]);
});
