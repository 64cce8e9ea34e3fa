import { describe, expect, it } from 'vitest';
import { processorTime } from '../../processor-time.ts';
import { finderWith } from './merged.ts';

const text = `
components:
  ACL:
    numbers:
      - after: [aclret, 'aclrt{} failed, ret', 错误码]
      - after: ['Failed to get device']
        files: [ascend_allocator.cpp]
    codes:
      - {name: ACL_ERROR_RT_AICORE, value: 507015, description: The core failed.}
      - {name: ACL_LOW, value: 1, description: Low.}
  Errno:
    names: anywhere
    numbers: [{after: [errno]}]
    codes:
      - {name: ETIMEDOUT, value: 110, description: No answer., aliases: [Connection timed out]}
      - {name: ENOERR, value: 0, group: Normal, description: Success.}
  Orders:
    files: [store_orders.cpp, orders.py]
    loggers: [orders]
    codes:
      - {name: E-1042, value: 1042, description: Order lost.}
      - {name: RPC_FAIL, value: 7, description: Our own RPC failed.}
      - {name: ORDER_STALE, value: -5000, description: Stale.}
  Loud:
    names: never
    codes: [{name: LOUD_ERROR, value: 3, description: Never by name.}]
  Quiet:
    names: own
    files: [quiet.cpp]
    codes: [{name: BUSY, value: 4, description: Only in its own lines.}]
messages:
  - file: client_service.cpp
    severity: E
    pattern: 'own {} patch failed'
    code: RPC_FAIL
    component: Store
    sample: 'E0730 11:49:18.1 1 client_service.cpp:9] own x patch failed'
  - {file: orders.py, severity: E, pattern: 'gave up after {}', code: E-1042, sample: x}
  - {logger: orders, severity: W, pattern: 'slow: {}', code: none, sample: x}
  - {logger: orders, severity: W, pattern: '{}slow: disk{}', code: ORDER_STALE, sample: x}
`;
const find = finderWith(text);
const glog = (file: string, message: string) => `E0730 11:49:18.123456 12345 ${file}:9] ${message}`;

describe('an own code', () => {
  it.each([
    ['after its keyword', 'x aclret: 507015', ['ACL:ACL_ERROR_RT_AICORE/number']],
    ['after its keyword in any case', 'x AclRet=507015, y', ['ACL:ACL_ERROR_RT_AICORE/number']],
    ['after its keyword and "is"', 'aclret is 507015.', ['ACL:ACL_ERROR_RT_AICORE/number']],
    ['in quotes', '{"aclret": "507015"}', ['ACL:ACL_ERROR_RT_AICORE/number']],
    ['after a text with {}', 'aclrtMemcpy failed, ret: 507015', ['ACL:ACL_ERROR_RT_AICORE/number']],
    ['after a keyword in another script', '错误码: 507015', ['ACL:ACL_ERROR_RT_AICORE/number']],
    ['behind colours', 'aclret: \x1b[31m507015\x1b[0m', ['ACL:ACL_ERROR_RT_AICORE/number']],
    [
      'in the file of its form',
      glog('ascend_allocator.cpp', 'Failed to get device: 1'),
      ['ACL:ACL_LOW/number'],
    ],
    ['by name', 'got ACL_ERROR_RT_AICORE', ['ACL:ACL_ERROR_RT_AICORE/name']],
    ['by name and number once', 'ETIMEDOUT (errno 110)', ['Errno:ETIMEDOUT/name']],
    ['by alias', 'connect: Connection timed out [110]', ['Errno:ETIMEDOUT/name']],
    ['by a name with a dash', 'failed: E-1042.', ['Orders:E-1042/name']],
    [
      'after a usual word in its file',
      glog('store_orders.cpp', 'lost, error=1042'),
      ['Orders:E-1042/number'],
    ],
    ['negative in its file', glog('store_orders.cpp', 'lost, error=-5000'), ['Orders:ORDER_STALE/number']],
    ['below its logger', '2026-07-30 11:49:18,123 ERROR orders.api: status 1042', ['Orders:E-1042/number']],
    ['by a name of Mooncake in its file', glog('store_orders.cpp', 'RPC_FAIL'), ['Orders:RPC_FAIL/name']],
    ['by an ordinary word in its file', glog('quiet.cpp', 'line is BUSY'), ['Quiet:BUSY/name']],
    [
      'implied by a message of Mooncake’s file',
      glog('client_service.cpp', 'own x patch failed'),
      ['Store:RPC_FAIL/message'],
    ],
    [
      'implied by a message of a Python file',
      'ERROR 07-30 11:49:18 [orders.py:330] gave up after 3',
      ['Orders:E-1042/message'],
    ],
    [
      'implied by a message of a logger above',
      '2026-07-30 11:49:18,123 WARNING orders.api: slow: disk',
      ['Orders:ORDER_STALE/message'],
    ],
  ])('is found %s', (_, line, expected) => {
    expect(find(line)).toEqual(expected);
  });

  it.each([
    ['without a keyword', 'x 507015'],
    ['after a longer keyword', 'myaclret: 507015'],
    ['glued to its keyword', 'aclret507015'],
    ['as a part of a number', 'aclret: 507015.5'],
    ['with a unit', 'aclret: 507015ms'],
    ['as a percentage', 'aclret: 1%'],
    ['in another file than its form’s', glog('other.cpp', 'Failed to get device: 1')],
    ['as a part of a longer name', 'NOT_ETIMEDOUT, ETIMEDOUTS'],
    ['in a path', 'open /tmp/ETIMEDOUT/x'],
    ['as a setting', 'ETIMEDOUT=5'],
    ['as success, unless asked', 'errno=0'],
    ['after a usual word in another file', glog('other.cpp', 'lost, error=1042')],
    ['after a usual word of another logger', '2026-07-30 11:49:18,123 ERROR ordersx: status 1042'],
    ['negative in another file', 'ret=-5000'],
    ['by a name that never counts', 'LOUD_ERROR'],
    ['by an ordinary word elsewhere', 'line is BUSY'],
    ['where its message implies nothing', '2026-07-30 11:49:18,123 WARNING orders: slow: cpu'],
    ['in a key', glog('client_service.cpp', 'Removed key=aclret: 507015x')],
  ])('is not found %s', (_, line) => {
    expect(find(line)).toEqual([]);
  });

  it('leaves Mooncake’s own names and numbers alone on other lines', () => {
    expect(find('RPC_FAIL')).toEqual(['Store:RPC_FAIL/name']);
    expect(find(glog('client_service.cpp', 'failed, error_code=-704'))).toEqual([
      'Store:OBJECT_NOT_FOUND/number',
    ]);
  });

  it('does not hide what the message of Mooncake implies', () => {
    const line = glog('client_service.cpp', 'own Connection timed out patch failed');
    expect(find(line)).toEqual(['Errno:ETIMEDOUT/name', 'Store:RPC_FAIL/message']);
  });

  it('is success where success counts', () => {
    expect(finderWith(text, { normal: true })('errno=0')).toEqual(['Errno:ENOERR/number']);
  });

  it('is ambiguous where two components claim one number, unless one is preferred', () => {
    const both = `components:
  A: {numbers: [{after: [ret]}], codes: [{name: A_X, value: 5, description: x}]}
  B: {numbers: [{after: [ret]}], codes: [{name: B_X, value: 5, description: x}]}`;
    expect(finderWith(both)('ret=5')).toEqual(['Ambiguous:A_X or B_X/number']);
    expect(finderWith(both, { component: 'B' })('ret=5')).toEqual(['B:B_X/number']);
  });

  it.each(['aclret: ', '1 ', 'E-', 'Connection timed ', 'aclrt failed, ret', 'ETIMEDOUT ', '=[('])(
    'takes linear time on megabytes of "%s"',
    (unit) => {
      const time = (bytes: number) => {
        const line = unit.repeat(bytes / unit.length);
        return processorTime(() => find(line));
      };
      time(1e5);
      const small = Math.max(time(2e5), 10);
      expect(time(2e6)).toBeLessThan(small * 40);
    },
  );
});
