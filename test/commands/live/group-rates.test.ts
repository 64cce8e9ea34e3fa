import { expect, it } from 'vitest';
import { GroupRates } from '../../../src/commands/live/recent-lines.ts';

// The start of a minute.
const start = 1_800_000_000_000;

it('counts what came in the last minute, and by the minute', () => {
  const rates = new GroupRates();
  for (let second = 0; second < 180; second++)
    rates.add('Store', 'RPC', 'RPC_FAIL (-900)', start + second * 1000);
  rates.add('Store', 'Key', 'OBJECT_NOT_FOUND (-704)', start + 179_000);
  const [busy, rare] = rates.groups(start + 179_500);
  expect(busy).toMatchObject({ component: 'Store', group: 'RPC', lines: 180, lastMinute: 60 });
  expect([...busy!.codes]).toEqual([['RPC_FAIL (-900)', 180]]);
  expect(busy!.minutes.slice(-4)).toEqual([0, 60, 60, 60]);
  expect(rare).toMatchObject({ group: 'Key', lines: 1, lastMinute: 1 });
});

it('forgets what is older, but not the sum', () => {
  const rates = new GroupRates();
  rates.add('Store', 'RPC', 'RPC_FAIL (-900)', start);
  expect(rates.groups(start + 59_000)[0]).toMatchObject({ lines: 1, lastMinute: 1 });
  expect(rates.groups(start + 61_000)[0]).toMatchObject({ lines: 1, lastMinute: 0 });
  expect(rates.groups(start + 20 * 60_000)[0]!.minutes.every((lines) => lines === 0)).toBe(true);
});

it('puts the group first that is busiest now', () => {
  const rates = new GroupRates();
  for (let line = 0; line < 5; line++) rates.add('Store', 'Old', 'A', start);
  rates.add('Store', 'New', 'A', start + 300_000);
  expect(rates.groups(start + 300_000).map(({ group }) => group)).toEqual(['New', 'Old']);
});
