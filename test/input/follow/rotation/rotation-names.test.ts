import { describe, expect, test } from 'vitest';
import {
  compareRotatedNames,
  glogStem,
  isRotatedName,
  logRoot,
} from '../../../../src/input/follow/rotation/rotation-names.ts';

describe('names that rotation gives', () => {
  test.each([
    ['store.log', 'store.log.1'],
    ['store.log', 'store.log-20260730.gz'],
    ['store.log', 'store.log.2.zst'],
    ['store.log', 'store-20260730.log'],
    ['store.log', 'store.1.log.gz'],
    ['0.log', '0.log.20260730-114918'],
    ['mooncake_master.INFO', 'mooncake_master.INFO.20260730-114918.4711'],
  ])('%s was rotated to %s', (base, other) => {
    expect(isRotatedName(base, other)).toBe(true);
  });

  test.each([
    ['store.log', 'store.log'],
    ['store.log', 'store.logger'],
    ['store.log', 'store-client.log'],
    ['store.log', 'other.log.1'],
    ['0.log', '1.log'],
    ['store', 'store2'],
  ])('%s has nothing to do with %s', (base, other) => {
    expect(isRotatedName(base, other)).toBe(false);
  });
});

test('glog files of one program and severity share what stands before the time', () => {
  expect(glogStem('mooncake_master.INFO.20260730-114918.4711')).toBe('mooncake_master.INFO.');
  expect(glogStem('store.host1.root.log.ERROR.20260730-114918.4711.gz')).toBe('store.host1.root.log.ERROR.');
  expect(glogStem('store.log.1')).toBeUndefined();
});

test.each([
  ['store.log', 'store.log'],
  ['store.log.12.gz', 'store.log'],
  ['store.log-20260730.zst', 'store.log'],
  ['app.INFO.20260730-114918.4711', 'app.INFO'],
])('the log of %s is %s', (name, root) => {
  expect(logRoot(name)).toBe(root);
});

test('higher numbers are older, dates sort by themselves', () => {
  expect(['s.log.1', 's.log.10.gz', 's.log.2'].sort(compareRotatedNames)).toEqual([
    's.log.10.gz',
    's.log.2',
    's.log.1',
  ]);
  expect(['s.log-20260731', 's.log-20260730'].sort(compareRotatedNames)).toEqual([
    's.log-20260730',
    's.log-20260731',
  ]);
});
