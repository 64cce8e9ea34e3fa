import { describe, expect, it } from 'vitest';
import { isNormal } from '../../src/catalogue/code.ts';
import { codes } from '../../src/catalogue/codes/index.ts';

/** The Transfer Engine's table of Mooncake's page "Error Code Explanation", copied by hand; it gives no values. */
const transferEnginePage: [group: string, rows: [name: string, description?: string][]][] = [
  ['Normal', [['OK', 'Normal execution']]],
  [
    'Error Args',
    [
      [
        'ERR_INVALID_ARGUMENT',
        'Input parameters are incorrect (and cannot be detailed into other items in this group)',
      ],
      ['ERR_TOO_MANY_REQUESTS'],
      [
        'ERR_ADDRESS_NOT_REGISTERED',
        'The source address and/or target address in the request initiated by the user are not registered (including the situation where it has been registered locally but not uploaded to the metadata server)',
      ],
      ['ERR_BATCH_BUSY'],
      ['ERR_DEVICE_NOT_FOUND', "No available RDMA device to execute the user's request"],
      ['ERR_ADDRESS_OVERLAPPED', 'Registering overlapping memory areas multiple times'],
    ],
  ],
  [
    'Handshake',
    [
      [
        'ERR_DNS',
        'Local server name is not a valid DNS hostname or IP address, preventing other nodes from handshaking with this node',
      ],
      ['ERR_SOCKET', 'Errors related to TCP Socket during the handshake process'],
      ['ERR_MALFORMED_JSON', 'Data format error during handshake exchange'],
      ['ERR_REJECT_HANDSHAKE', "Peer rejects the handshake due to peer's errors"],
    ],
  ],
  [
    'Other',
    [
      ['ERR_METADATA', 'Failed to communicate with metadata server'],
      ['ERR_ENDPOINT'],
      ['ERR_NUMA', 'The system does not support numa interface'],
      ['ERR_CLOCK'],
      ['ERR_MEMORY', 'Out of memory'],
    ],
  ],
];

/** The Store's table of the same page. */
const storePage: [group: string, rows: [name: string, value: number, description: string][]][] = [
  ['Normal', [['OK', 0, 'Operation successful']]],
  ['Internal', [['INTERNAL_ERROR', -1, 'Internal error occurred']]],
  ['Buffer Allocation', [['BUFFER_OVERFLOW', -10, 'Insufficient buffer space']]],
  [
    'Segment Selection',
    [
      ['SHARD_INDEX_OUT_OF_RANGE', -100, 'Shard index is out of bounds'],
      ['SEGMENT_NOT_FOUND', -101, 'No available segments found'],
      ['SEGMENT_ALREADY_EXISTS', -102, 'Segment already exists'],
    ],
  ],
  [
    'Handle Selection',
    [['NO_AVAILABLE_HANDLE', -200, 'Memory allocation failed due to insufficient space.']],
  ],
  ['Version', [['INVALID_VERSION', -300, 'Invalid version']]],
  ['Key', [['INVALID_KEY', -400, 'Invalid key']]],
  ['Engine', [['WRITE_FAIL', -500, 'Write operation failed']]],
  ['Parameter', [['INVALID_PARAMS', -600, 'Invalid parameters']]],
  [
    'Engine Operation',
    [
      ['INVALID_WRITE', -700, 'Invalid write operation'],
      ['INVALID_READ', -701, 'Invalid read operation'],
      ['INVALID_REPLICA', -702, 'Invalid replica operation'],
      ['REPLICA_IS_NOT_READY', -703, 'Replica is not ready'],
      ['OBJECT_NOT_FOUND', -704, 'Object not found'],
      ['OBJECT_ALREADY_EXISTS', -705, 'Object already exists'],
      ['OBJECT_HAS_LEASE', -706, 'Object has lease'],
    ],
  ],
  ['Transfer', [['TRANSFER_FAIL', -800, 'Transfer operation failed']]],
  ['RPC', [['RPC_FAIL', -900, 'RPC operation failed']]],
  [
    'High Availability',
    [
      ['ETCD_OPERATION_ERROR', -1000, 'etcd operation failed'],
      ['ETCD_KEY_NOT_EXIST', -1001, 'Key not found in etcd'],
      ['ETCD_TRANSACTION_FAIL', -1002, 'etcd transaction failed'],
      ['ETCD_CTX_CANCELLED', -1003, 'etcd context cancelled'],
      ['UNAVAILABLE_IN_CURRENT_STATUS', -1010, 'Request cannot be done in current status'],
      ['UNAVAILABLE_IN_CURRENT_MODE', -1011, 'Request cannot be done in current mode'],
    ],
  ],
  [
    'File',
    [
      ['FILE_NOT_FOUND', -1100, 'File not found'],
      ['FILE_OPEN_FAIL', -1101, 'Error opening file or writing to an existing file'],
      ['FILE_READ_FAIL', -1102, 'Error reading file'],
      ['FILE_WRITE_FAIL', -1103, 'Error writing file'],
      ['FILE_INVALID_BUFFER', -1104, 'File buffer is wrong'],
      ['FILE_LOCK_FAIL', -1105, 'File lock operation failed'],
      ['FILE_INVALID_HANDLE', -1106, 'Invalid file handle'],
    ],
  ],
];

const title = (code: { component: string; name: string }) => `${code.component} ${code.name}`;
const seed = codes.filter((code) => code.origin === 'seed');

describe('the codes of the documentation page', () => {
  it('are the seed rows of the Transfer Engine, in its order, groups and words', () => {
    const rows = transferEnginePage.flatMap(([group, of]) =>
      of.map(([name, description]) => ({ group, name, description })),
    );
    const own = seed.filter((code) => code.component === 'TransferEngine');
    expect(own.map(({ group, name }) => ({ group, name }))).toEqual(
      rows.map(({ group, name }) => ({ group, name })),
    );
    for (const { name, description } of rows) {
      if (description) expect(own.find((code) => code.name === name)?.description).toBe(description);
    }
  });

  it('are the seed rows of the Store, in its order, groups, values and words', () => {
    const own = seed.filter((code) => code.component === 'Store');
    expect(own.map(({ group, name, value, description }) => ({ group, name, value, description }))).toEqual(
      storePage.flatMap(([group, rows]) =>
        rows.map(([name, value, description]) => ({ group, name, value, description })),
      ),
    );
  });

  it('are all seed rows there are', () => {
    expect(seed).toHaveLength(49);
    expect(new Set(seed.map((code) => code.component))).toEqual(new Set(['TransferEngine', 'Store']));
  });
});

describe('every code', () => {
  it.each(codes.map((code) => [title(code), code] as const))('%s has no empty field', (_, code) => {
    const texts = [code.component, code.group, code.name, code.description, ...code.cause, ...code.action];
    for (const list of [code.cause, code.action, code.sample]) expect(list).not.toHaveLength(0);
    for (const text of [...texts, ...code.sample]) expect(text).toMatch(/\S/);
    expect(code.newerGroup).not.toBe('');
    expect(code.newerGroup).not.toBe(code.group);
    expect(code.statusName).not.toBe('');
    expect(code.related?.length).not.toBe(0);
  });

  it.each(codes.map((code) => [title(code), code] as const))('%s is written for one screen', (_, code) => {
    expect(code.cause.length).toBeLessThanOrEqual(4);
    expect(code.action.length).toBeLessThanOrEqual(6);
    expect(code.related?.length ?? 0).toBeLessThanOrEqual(4);
    for (const text of [...code.cause, ...code.action]) {
      expect(text.split('`').length % 2, `unpaired backtick in: ${text}`).toBe(1);
      expect(text.trim()).toBe(text);
    }
    for (const text of code.sample) expect(text).not.toMatch(/[\r\n]/);
  });

  it('occurs once per component and name', () => {
    const titles = codes.map(title);
    expect(titles.filter((one, at) => titles.indexOf(one) !== at)).toEqual([]);
  });

  it('has a value of its own within its component', () => {
    const values = codes.map((code) => `${code.component} ${code.value}`);
    expect(values.filter((one, at) => values.indexOf(one) !== at)).toEqual([]);
  });

  it('has the sign that its component returns: 0 for success, positive for statuses, else negative', () => {
    const wrong = codes.filter((code) => {
      if (isNormal(code)) return code.value !== 0;
      const status = code.component === 'Tent' || /^[A-Z][a-z]/.test(code.name);
      return status ? code.value <= 0 : code.value >= 0;
    });
    expect(wrong.map(title)).toEqual([]);
  });

  it('relates to other codes that exist', () => {
    const names = new Set(codes.map((code) => code.name));
    const wrong = codes.flatMap((code) =>
      (code.related ?? [])
        .filter((name) => !names.has(name) || name === code.name)
        .map((name) => `${title(code)}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});
