import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import {
  anyWindows,
  isCandidate,
  prefilterWords,
  windowBits,
  windows,
  windowsOf,
} from '../../src/recognise/prefilter.ts';
import { isSevere } from '../../src/recognise/prefix/prefix.ts';
import { wrappers } from '../../src/recognise/prefix/wrappers/index.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';

describe('candidate rule', () => {
  it.each([
    'Failed to start put operation: NO_AVAILABLE_HANDLE',
    'error K8S_LEASE_OPERATION_ERROR',
    'Failed to put key, res:[0, -800]',
    '(codes={-200})',
    '{"error_code":-704}',
    '-1',
    'rc=-1',
    'E0730 11:49:18.123456 12345 client.cpp:380] text',
    'W20260730 11:49:18.123456 12345 client.cpp:380] text',
    '(EngineCore_0 pid=1) F0730 11:49:18.123456 12345 client.cpp:380] text',
    '[1,3]<stderr>:E0730 11:49:18',
    '\x1b[31mE0730 11:49:18',
    'I0730 11:49:18.1 1 master_service.cpp:1] key=k, error=object_not_found',
    'info=object_not_found',
    'warn=segment_not_found',
    'reason=object_replica_busy',
    'RuntimeError: NotImplemented: text',
    'SubBatch 8:MetadataError: text',
    'rdma_endpoint.cpp:347] [Handshake] text',
    'rpc.cpp:3] text',
    '{"msg":"\\u001b[31mKE0730 11:49:18"}',
    '{"level":50,"msg":"text","file":"rdma_endpoint.cpp","line":385}',
    '{"level":50,"msg":"text","file":"allocation_strategy.h"}',
  ])('takes %j', (line) => {
    expect(isCandidate(line)).toBe(true);
  });

  it.each([
    '',
    'I20260730 11:49:18.123456 12345 client_service.cpp:380] all is well',
    'I0730 11:49:18.1 1 master_service.cpp:1] client_id=12-34, action=remount_segment, version=v1',
    '(Worker_TP2 pid=345945) INFO 07-30 11:49:18 [loggers.py:127] Running: 3 reqs',
    '2026-07-30 key req-200-chunk--1',
    'mlx5_0 and 0-200us',
    'rank/E0730 and node-E0730',
    '2026-07-30T11:49:18.123456789Z stderr F I0730 11:49:18.123456 77 real_client.cpp:21] all is well',
    'I0730 11:49:18.1 77 real_client.cpp:21] Put failed with error: 7f3a',
    'ret=800',
    'mooncake-store-0  | I20260730 11:49:18.123456 77 real_client.cpp:21] all is well',
  ])('leaves out %j', (line) => {
    expect(isCandidate(line)).toBe(false);
  });

  const headers = [
    'E0730 11:49:18.123456 12345 client.cpp:380] x',
    'W20260730 11:49:18.123456 12345 client.cpp:380] x',
    'F0730 11:49:18.123456 client.cpp:380] x',
    'E0730 client.cpp:380] x',
  ];
  const recogniser = new Recogniser(builtInCatalogue());
  const isCounted = (line: string): boolean => isSevere(recogniser.recognise(line).prefix);

  it.each(headers)('takes %j behind whatever byte it is read', (header) => {
    const fronts = ['', 'x', 'word ', '12', '[x]', 'pod/a: ', '2026-07-30T11:49:18Z '];
    const counted = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))
      .flatMap((byte) => fronts.map((front) => `${front}${byte}${header}`))
      .concat(header)
      .filter(isCounted);
    expect(counted.length).toBeGreaterThan(10);
    expect(counted.filter((line) => !isCandidate(line))).toEqual([]);
  });

  it.each(headers)('takes %j behind all wrappers', (header) => {
    const counted = wrappers
      .flatMap(({ samples }) => samples)
      .flatMap(({ line, message }) => [
        line.replace(message, header),
        line.replace(message, `\x1b[31m${header}`),
      ])
      .filter(isCounted);
    expect(counted.length).toBeGreaterThan(40);
    expect(counted.filter((line) => !isCandidate(line))).toEqual([]);
  });

  it.each(['/', '.', '@', '-', '_', 'a'])(
    'leaves a header alone that is part of a name with %j before it',
    (byte) => {
      const line = `${byte}E0730 11:49:18.123456 12345 client.cpp:380] x`;
      expect([isCounted(line), isCandidate(line)]).toEqual([false, false]);
    },
  );

  it('takes words of capitals for names of the catalogue only', () => {
    const names = prefilterWords(builtInCatalogue());
    const { codes } = builtInCatalogue();
    for (const name of [
      ...codes.map((code) => code.name).filter((one) => one.includes('_')),
      'UNKNOWN_ERROR',
    ])
      expect(isCandidate(`x: ${name}`, names), name).toBe(true);
    for (const word of [
      'TRANSFER_ENGINE',
      'MC_GID_INDEX',
      'HCCL_INTRA_ROCE_ENABLE',
      'MC_STORE_HUGEPAGE_SIZE',
    ])
      expect([isCandidate(`x: ${word}`), isCandidate(`x: ${word}`, names)]).toEqual([true, false]);
    expect(isCandidate('MC_GID_INDEX, ret=-1', names)).toBe(true);
  });

  it('names all windows of a line, also those that overlap', () => {
    expect(windowsOf('')).toBe(0);
    expect(windowsOf('RPC_FAIL')).toBe(windowBits('name'));
    expect(windowsOf('RPC_FAIL, ret=-1')).toBe(windowBits('name') | windowBits('number'));
    // The bytes before a window may be the end of another one, or of the same form.
    expect(windowsOf('A_B_C')).toBe(windowBits('name'));
    expect(windowsOf('\x1b[-1')).toBe(windowsOf('\x1b[1') | windowBits('number'));
    expect(windowsOf('\x1b[1') & windowBits('escape')).not.toBe(0);
    expect(windowsOf('Error: ') | windowsOf('a:B')).toBe(windowBits('status'));
    expect(windowsOf('E0730 Error: ') & ~windowBits('severity')).toBe(windowsOf('Error: '));
  });

  it('has a bit for each window, under its name', () => {
    const bits = new Set(windows.map(({ name }) => windowBits(name)));
    expect([...bits].reduce((all, one) => all | one, 0)).toBe(2 ** windows.length - 1);
    expect([...bits].reduce((sum, one) => sum + one, 0)).toBe(2 ** windows.length - 1);
    for (const own of bits) expect(own & anyWindows).toBe(own);
  });
});
