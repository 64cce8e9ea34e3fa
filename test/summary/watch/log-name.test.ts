import { expect, it } from 'vitest';
import { logName } from '../../../src/summary/watch/logs.ts';

it.each([
  ['store.log', 'store.log'],
  ['/var/log/store.log.1', '/var/log/store.log'],
  ['store.log.12.gz', 'store.log'],
  ['store.log-20260730', 'store.log'],
  ['store.log-20260730.gz', 'store.log'],
  ['store.log-20260730-1785391200', 'store.log'],
  ['store.log.2026-07-30.zst', 'store.log'],
  ['store.log.old', 'store.log'],
  ['master.host.root.log.INFO.20260730-114918.12345', 'master.host.root.log.INFO'],
  ['0.log.20260730-114918.gz', '0.log'],
  ['store-2026-07-30.log', 'store-*.log'],
  ['logs/2026-07-30/store.log', 'logs/*/store.log'],
  ['10.0.3.14', '10.0.3.14'],
  ['/logs/10.0.3.14/store.log', '/logs/10.0.3.14/store.log'],
  ['node-1.log', 'node-1.log'],
  ['/logs/.1', '/logs/.1'],
  ['-', '-'],
])('%s is a file of the log %s', (file, log) => {
  expect(logName(file)).toBe(log);
});
