import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { countedSeverity } from '../../src/recognise/counted-severity.ts';
import { isCandidate } from '../../src/recognise/prefilter.ts';
import { formats } from '../../src/recognise/prefix/formats/index.ts';
import { jsonForms } from '../../src/recognise/prefix/json/forms/index.ts';
import { capitalLevel, severityOf } from '../../src/recognise/prefix/prefix.ts';
import { wrappers } from '../../src/recognise/prefix/wrappers/index.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';

const recogniser = new Recogniser(builtInCatalogue());

function counted(line: string): string | undefined {
  return countedSeverity(line, recogniser.recognise(line).prefix);
}

describe('the severity that a line counts under', () => {
  it.each([
    ['(EngineCore_DP0 pid=8) ERROR 07-13 22:41:39 [a.py:3] Failed', 'E'],
    ['[2026-07-30 11:49:18 TP3] ERROR [scheduler.py:12] Failed', 'E'],
    ['[2026-02-14 19:56:31,098] LMCache WARN : slow (cache_engine.py:12:lmcache.v1.cache_engine)', 'W'],
    ['2026-07-30 02:14:10,220 - root - CRITICAL - Failed', 'F'],
    ['2026-11-29T07:36:17.899347Z ERROR dynamo_llm::http: src/main.rs:3: Failed', 'E'],
    ['{"time":"2026-11-29T07:35:25Z","level":"ERROR","msg":"Failed to put"}', 'E'],
    ['2026-04-14 00:12:07.543248 WARNING  [642387] [coro_rpc_client.hpp:154] client_id 0', 'W'],
    ['I20260730 11:49:18.5 7 a.cpp:1] [Snapshot:Child] [ERROR] [Snapshot] what', 'E'],
    ['E0730 a.cpp:1] x', 'E'],
    ['{"level":"error","ts":1795937725.955769,"msg":"Failed to put"}', 'E'],
    ['{"time": "2026-11-29T07:35:25Z", "level": "warning", "msg": "Failed to put"}', 'W'],
    ['{"severity":"Critical","timestamp":"2026-11-29T07:35:25Z","message":"Failed to put"}', 'F'],
    ['{"level":50,"time":1785377650220,"msg":"Failed to put"}', 'E'],
    ['{"level" : "error", "msg": "Failed to put"}', 'E'],
    ['{"level": 40, "time": 1785377650220, "msg": "slow"}', 'W'],
    ['time="2026-11-29T07:35:25Z" level=fatal msg="Failed to put"', 'F'],
    ['2026/11/29 07:35:25 [error] 12#12: *1 upstream timed out', 'E'],
    ['rdma_endpoint.cpp:76] Failed to create QP: Operation not supported [95]', 'E'],
  ])('%s', (line, severity) => {
    expect(counted(line)).toBe(severity);
  });

  it.each([
    'INFO 07-13 22:41:39 [a.py:3] ERROR is not its level',
    '<27>Jul 30 02:14:10 node7 mooncake_client[977] Failed to put',
  ])('is none in %s', (line) => {
    expect(counted(line)).toBeUndefined();
  });

  it('is never that of a line that counting passes over', () => {
    const words = [...capitalLevel.matchAll(/[A-Z]+/g)].map(([word]) => word);
    const severe = words.filter((word) => ['W', 'E', 'F'].includes(severityOf(word)!));
    expect(severe.length).toBeGreaterThan(10);
    const lines = [...formats, ...wrappers, ...jsonForms]
      .flatMap(({ samples }) => samples.map(({ line }) => line))
      .concat(severe.map((word) => `${word} 07-13 22:41:39 [a.py:3] Failed`));
    const seen = lines.filter((line) => counted(line) !== undefined);
    expect(seen.length).toBeGreaterThan(40);
    expect(seen.filter((line) => !isCandidate(line))).toEqual([]);
  });
});
