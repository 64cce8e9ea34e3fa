import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../src/cli/values/moment.ts';

/** Noon in Berlin, on the day when the clocks had gone back in the night. */
const now = Date.parse('2026-10-25T12:00:00+01:00');

describe('a moment', () => {
  it.each([
    ['2026-07-30T02:00:00Z', '2026-07-30T02:00:00Z'],
    ['2026-07-30t02:00z', '2026-07-30T02:00:00Z'],
    ['2026-07-30T02:00:00+08:00', '2026-07-29T18:00:00Z'],
    ['2026-07-30 02:00:00.123456', '2026-07-30T00:00:00.123Z'],
    ['2026-07-30 02:00', '2026-07-30T00:00:00Z'],
    ['2026-07-30', '2026-07-29T22:00:00Z'],
    ['today', '2026-10-25T00:00:00+02:00'],
    ['Yesterday', '2026-10-24T00:00:00+02:00'],
    ['24h', '2026-10-24T12:00:00+01:00'],
    ['5 min ago', '2026-10-25T11:55:00+01:00'],
    ['-24h', '2026-10-24T12:00:00+01:00'],
    ['-1.5h', '2026-10-25T10:30:00+01:00'],
    ['-7d', '2026-10-18T12:00:00+01:00'],
    ['11:59', '2026-10-25T11:59:00+01:00'],
    ['12:00', '2026-10-25T12:00:00+01:00'],
    ['12:00:01', '2026-10-24T12:00:01+02:00'],
    ['9:30', '2026-10-25T09:30:00+01:00'],
  ])('%s is %s', (text, wanted) => {
    const moment = readMoment(text, '--since', 'Europe/Berlin', now);
    expect(new Date(moment).toISOString()).toBe(new Date(wanted).toISOString());
  });

  it.each([
    '',
    'tomorrow',
    '9999999999999999999924h ago',
    '24',
    '-24',
    '2026-13-01',
    '2026-02-30',
    '2026-07-30 25:00',
    '24:00',
    '2:5',
    '1e3',
  ])('is not "%s"', (text) => {
    expect(() => readMoment(text, '--since', 'UTC', now)).toThrow(`--since needs a time, not "${text}"`);
  });
});
