import { describe, expect, it } from 'vitest';
import { findingsOf } from './findings.ts';

describe('no code is found', () => {
  it.each([
    ['in a pair of ids', 'client_id=11116982347175073118-7313343538964766632'],
    ['in a device index', 'npu_-1 ready'],
    ['in a sampling parameter', 'SamplingParams(top_k=-1, min_p=0.0)'],
    ['in an errno in brackets', 'connect(): Connection refused [111]'],
    ['in an errno that the kernel prints', 'mlx5_core 0000:12:00.0: cmd failed err(-110)'],
    ['in an access log', 'INFO:     10.0.0.1:1 - "PUT /metadata HTTP/1.1" 404'],
    ['in an exit status', 'subprocess exited with exit code -9'],
    ['in a signal', 'worker died with SIGSEGV (rc=-11)'],
    ['in a longer token', 'MY_RPC_FAIL_COUNT is 3, error=RPC_FAILURE, xRPC_FAIL'],
    ['in a key that holds a name', "put key 'RPC_FAIL@3' into a/TRANSFER_FAIL.bin"],
    ['in a setting', 'RPC_FAIL=3 $TRANSFER_FAIL'],
    [
      'in a longer lower-case token',
      'E0730 11:49:18.1 1 master_service.cpp:9] error=segment_not_found_in_client_segments',
    ],
    ['in keys of a result list', "Failed to get key ['req--704', 'a -800'],res:[131072, 0]"],
    ['in a list of numbers with leading zeros', 'batch_put failed (codes={-04}, num_keys=64)'],
    ['in a date', '2026-07-30 error - 11'],
    ['in a sign at the end of a line', 'E0730 11:49:18.1 1 master_service.cpp:9] put failed, rc=-'],
    ['in a duration', 'error: -800ms'],
    ['in a fraction', 'error: -704.5'],
    ['in a range', 'ret: -1/131072'],
    ['in source text of a traceback', '    if ret == -800:'],
    ['in HTTP/2', 'stream reset: INTERNAL_ERROR (RST_STREAM)'],
    [
      'in a vendor return value',
      'E0730 11:49:18.1 1 hccl_transport.cpp:127] HcclTransport: transportMemTask error, ret: -1',
    ],
    [
      'in a number that a vendor text embeds',
      'E0730 11:49:18.1 1 ascend_direct_transport.cpp:9] status: 503902, errmsg: EL0004: halMemAlloc failed, ret=-6, drvRetCode=6!',
    ],
    ['in an errno from a file of Mooncake', 'E0730 11:49:18.1 1 uring_file.cpp:12] read failed, ret: -22'],
    [
      'in a literal -1 of the engine',
      'W0730 11:49:18.1 1 rdma_transport.cpp:605] MR warm-up failed (rc=-1), falling back',
    ],
    [
      'in the result of transfer_sync',
      'ERROR 07-30 11:49:18 [mooncake_connector.py:577] Error in batch_transfer_sync_write: -1',
    ],
    ['in the result of initialize', 'RuntimeError: Engine initialization failed: -1'],
    ['in the result of transfer_check_status', 'transfer_check_status returned -2'],
    ['in a failed transfer', 'Failed to transfer KV cache: Mooncake transfer failed, ret: -1'],
    ['in a program that also uses glog', 'E0730 11:49:18.1 1 server.cpp:12] call failed, ret: -800'],
    ['in another module of the caller', 'ERROR 07-30 11:49:18 [worker.py:1160] step failed, ret=-500'],
    ['in a health code', 'transfer finished, status=-1'],
    ['in an opcode', 'I0730 11:49:18.1 1 worker_pool.cpp:9] opcode: -1, retry_cnt: 7, error_count=-800'],
    ['in an empty line', ''],
  ])('%s', (_name, line) => {
    expect(findingsOf(line)).toEqual([]);
  });

  it('in a literal -1 of a start, though its message implies one', () => {
    const line = 'E0730 11:49:18.1 1 client_service.cpp:853] Failed to initialize transfer engine, rc=-1';
    expect(findingsOf(line, { implied: false })).toEqual([]);
    expect(findingsOf(line)).toEqual(['Store:INTERNAL_ERROR/message']);
  });

  it('in a list within a key, though a number stands before it', () => {
    const line = 'E0730 11:49:18.1 7 client_service.cpp:9] put error: -706, key=res:[-1100, 0]';
    expect(findingsOf(line)).toEqual(['Store:OBJECT_HAS_LEASE/number']);
  });

  it('right behind a bracket that closes within a list', () => {
    expect(findingsOf("E0730 11:49:18.1 7 client_service.cpp:9] codes=[('k', 3)-800]")).toEqual([]);
  });
});
