import { describe, expect, it } from 'vitest';
import { findingsOf } from './findings.ts';

const store = 'E20260730 11:49:18.123456 12345 real_client.cpp:2176] ';
const engine = 'E20260730 11:49:18.123456 12345 rdma_endpoint.cpp:462] ';

describe('a stated code', () => {
  it.each([
    [
      'a name after words',
      `${store}Put operation failed with error: TRANSFER_FAIL`,
      'Store:TRANSFER_FAIL/name',
    ],
    [
      'a name that ends a sentence',
      `${store}Returning OBJECT_ALREADY_EXISTS.`,
      'Store:OBJECT_ALREADY_EXISTS/name',
    ],
    ['a name in parentheses', `${store}failed (NO_AVAILABLE_HANDLE)`, 'Store:NO_AVAILABLE_HANDLE/name'],
    ['an enumerator', 'ErrorCode::RPC_FAIL was returned', 'Store:RPC_FAIL/name'],
    ['an enumerator of Python', '<ErrorCode.OBJECT_NOT_FOUND: -704>', 'Store:OBJECT_NOT_FOUND/name'],
    ['a name and its number once', `${store}TRANSFER_FAIL (-800)`, 'Store:TRANSFER_FAIL/name'],
    ['a name, colon, number once', `${store}TRANSFER_FAIL: -800`, 'Store:TRANSFER_FAIL/name'],
    [
      'a lower-case name',
      'W0730 11:49:18.1 1 segment.cpp:174] a=b, warn=segment_already_exists',
      'Store:SEGMENT_ALREADY_EXISTS/name',
    ],
    [
      'a lower-case name in front',
      'E0730 11:49:18.1 1 client_service.cpp:9] segment_not_found base=0x7f',
      'Store:SEGMENT_NOT_FOUND/name',
    ],
    [
      'a name behind a key and a blank',
      'I0730 11:49:18.1 1 master_service.cpp:8636] promotion_push_failed key=abc error=FILE_WRITE_FAIL',
      'Store:FILE_WRITE_FAIL/name',
    ],
    [
      'a name behind a key of other letters and a blank',
      'I0730 11:49:18.1 1 master_service.cpp:8636] promotion_push_failed key=Раз/à error=FILE_WRITE_FAIL',
      'Store:FILE_WRITE_FAIL/name',
    ],
    [
      'a number in a file of both flavours of the engine',
      'E0903 10:00:00.123456 1 rdma_transport.cpp:9] foo failed, ret=-101',
      'TransferEngine:ERR_DNS/number',
    ],
    [
      'what closing the service returned',
      'Mooncake service close returned -101',
      'Store:SEGMENT_NOT_FOUND/number',
    ],
    ['a small number of it', 'Mooncake service close returned -1', 'Store:INTERNAL_ERROR/number'],
    [
      'a registration of the engine',
      'RuntimeError: Local memory registration failed: -7',
      'TransferEngine:ERR_ADDRESS_OVERLAPPED/number',
    ],
    ["a key's code in the Store's benchmarks", '  k: error_code=-200', 'Store:NO_AVAILABLE_HANDLE/number'],
    ['a name behind a colour', `${store}error=\x1b[31mRPC_FAIL\x1b[0m`, 'Store:RPC_FAIL/name'],
    ['error code is', 'error code is -800', 'Store:TRANSFER_FAIL/number'],
    ['err code', 'BatchPut failed, err code -800', 'Store:TRANSFER_FAIL/number'],
    ['error=', 'error=-704', 'Store:OBJECT_NOT_FOUND/number'],
    ['with error:', `${store}failed for key: a with error: -800`, 'Store:TRANSFER_FAIL/number'],
    ['rc=', 'RuntimeError: Put failed with rc=-600', 'Store:INVALID_PARAMS/number'],
    ['JSON', '{"success":false,"error_code":-704}', 'Store:OBJECT_NOT_FOUND/number'],
    [
      'the error of a record, whose message only says what was tried',
      '{"level":"error","ts":"2026-07-30T02:14:10.220Z","msg":"put failed","error":"store: RPC_FAIL"}',
      'Store:RPC_FAIL/name',
    ],
    [
      'that of logfmt',
      'time=2026-07-30T02:14:10Z level=error msg="put failed" error="store: RPC_FAIL"',
      'Store:RPC_FAIL/name',
    ],
    ['JSON with a blank', '{"error_code": -704}', 'Store:OBJECT_NOT_FOUND/number'],
    [
      'a status in parentheses',
      'KeyError: "mooncake get_into failed (status -600) for a"',
      'Store:INVALID_PARAMS/number',
    ],
    ['a call that Rust prints', 'OperationFailed(-704)', 'Store:OBJECT_NOT_FOUND/number'],
    ['a shared number of a Rust caller', 'Error: OperationFailed(-101)', 'Store:SEGMENT_NOT_FOUND/number'],
    [
      'a C++ expression that failed',
      'RuntimeError: engine->registerLocalMemory(a, n) failed, rc=-200',
      'TransferEngine:ERR_METADATA/number',
    ],
    ['a result list', 'Failed to put key [...],res:[0, 0, -800, 0]', 'Store:TRANSFER_FAIL/number'],
    ['a list of codes', 'Failed to get 2 keys out of 5. error_codes=[-707].', 'Store:LEASE_EXPIRED/number'],
    [
      'a set',
      'batch_put failed: 1/2 keys failed (codes={-200}, num_keys=2)',
      'Store:NO_AVAILABLE_HANDLE/number',
    ],
    [
      'a shared number from the Store',
      'W0730 11:49:18.1 1 master_service.cpp:9] failed for key=a, err=-101',
      'Store:SEGMENT_NOT_FOUND/number',
    ],
    [
      'a shared number from the engine',
      `${engine}Active handshake RPC failed; resetting endpoint. rc=-101, x=1`,
      'TransferEngine:ERR_DNS/number',
    ],
    [
      'an engine code in a file of the Store',
      'E0730 11:49:18.1 1 client_service.cpp:9] Failed to initialize transfer engine, rc=-200',
      'TransferEngine:ERR_METADATA/number',
    ],
    [
      'the same in the file of older releases',
      'E0730 11:49:18.1 1 client.cpp:9] Failed to unregister transfer buffer with transfer engine ret is -202',
      'TransferEngine:ERR_CONTEXT/number',
    ],
    [
      'a Store code in that file',
      'E0730 11:49:18.1 1 client_service.cpp:9] Range read failed, entry=7, error=-101',
      'Store:SEGMENT_NOT_FOUND/number',
    ],
    [
      'a status of Tent as a number',
      'E0730 11:49:18.1 1 client_service.cpp:853] Failed to initialize transfer engine, rc=199',
      'Tent:InternalError/number',
    ],
    [
      'a small number where one is printed',
      'W0730 11:49:18.1 1 rdma_transport.cpp:376] Rollback: failed to remove metadata for chunk at 0x7f (ret=-3)',
      'TransferEngine:ERR_ADDRESS_NOT_REGISTERED/number',
    ],
    [
      'a number of the engine from Python',
      'engine.register_memory failed, ret=-202',
      'TransferEngine:ERR_CONTEXT/number',
    ],
    [
      'a shared number from Python that names the Store',
      "RuntimeError: Failed to initialize MooncakeDistributedStore (return code -200). metadata_server='P2PHANDSHAKE'",
      'Store:NO_AVAILABLE_HANDLE/number',
    ],
    [
      'a status of the classic engine',
      'E0730 11:49:18.1 1 transfer_engine_py.cpp:895] Submit failed: AddressNotRegistered: no buffer',
      'TransferEngine:ERR_ADDRESS_NOT_REGISTERED/status',
    ],
    [
      'a status of Tent',
      'W0730 11:49:18.1 1 proxy_manager.cpp:54] poll: InternalError: queue closed',
      'Tent:InternalError/status',
    ],
    [
      'a bare status',
      'E0730 11:49:18.1 1 transfer_task.cpp:9] submit failed, error code is Context',
      'TransferEngine:ERR_CONTEXT/status',
    ],
    [
      'a status in an exception',
      'RuntimeError: Memory: Failed to mmap shared segment of 1073741824 bytes',
      'TransferEngine:ERR_MEMORY/status',
    ],
  ])('is found as %s', (_name, line, finding) => {
    expect(findingsOf(line)).toEqual([finding]);
  });

  it('is found once per line however often the line repeats it', () => {
    expect(findingsOf('RPC_FAIL, RPC_FAIL and error: -900, res:[-900, -900]')).toEqual([
      'Store:RPC_FAIL/name',
    ]);
  });

  it('stands beside others of the same line', () => {
    expect(findingsOf("first_failures=[('req-200--704', -704), ('b', -800)]")).toEqual([
      'Store:OBJECT_NOT_FOUND/number',
      'Store:TRANSFER_FAIL/number',
    ]);
    expect(findingsOf('E0730 11:49:18.1 1 transfer_engine.cpp:9] Context: InternalError: boom')).toEqual([
      'TransferEngine:ERR_CONTEXT/status',
      'Tent:InternalError/status',
    ]);
  });

  it('is each that a list of keys and codes holds', () => {
    expect(findingsOf("failed to remove 2 Mooncake keys: [('a', -706), ('b', -708)]")).toEqual([
      'Store:OBJECT_HAS_LEASE/number',
      'Store:OBJECT_HAS_REPLICATION_TASK/number',
    ]);
  });

  it('is ambiguous when components share the number and nothing settles it', () => {
    expect(findingsOf('Operation failed, error code: -101')).toEqual(['Ambiguous:-101']);
    expect(findingsOf('ret: -200')).toEqual(['Ambiguous:-200']);
  });

  it('is settled by the component that the caller asks for', () => {
    expect(findingsOf('error code: -101', { component: 'TransferEngine' })).toEqual([
      'TransferEngine:ERR_DNS/number',
    ]);
    expect(findingsOf('error code: -101', { component: 'Store' })).toEqual([
      'Store:SEGMENT_NOT_FOUND/number',
    ]);
  });

  it('is uncatalogued when Mooncake reports what the catalogue lacks', () => {
    expect(findingsOf(`${store}something failed, error=-4242`)).toEqual(['Uncatalogued:Store:-4242/number']);
    expect(findingsOf(`${store}error_code=UNKNOWN_ERROR`)).toEqual(['Uncatalogued:Store:UNKNOWN_ERROR/name']);
  });

  it('is success only on request', () => {
    const line =
      'I20260730 11:49:18.1 1 scoped_vlog_timer.h:63] Connect response: error_code=OK, latency=1us';
    expect(findingsOf(line)).toEqual([]);
    expect(findingsOf(line, { normal: true })).toEqual(['Store:OK/name']);
    expect(findingsOf('engine.register_memory ret=0', { normal: true })).toEqual([
      'TransferEngine:OK/number',
    ]);
    expect(findingsOf('batch_put res:[0, 0]', { normal: true })).toEqual(['Store:OK/number']);
  });
});
