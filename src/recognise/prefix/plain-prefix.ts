import { detachString } from '../detach-string.ts';
import { barePrefix } from './glog-prefix.ts';
import type { Prefix, PrefixShape, Severity } from './prefix.ts';
import { readWrappers } from './wrapper.ts';

const severities: Readonly<Record<string, Severity>> = {
  TRACE: 'D',
  DEBUG: 'D',
  INFO: 'I',
  NOTICE: 'I',
  WARN: 'W',
  WARNING: 'W',
  ERROR: 'E',
  CRITICAL: 'F',
  FATAL: 'F',
};

const date = String.raw`\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?`;
const level = '(?<level>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)';
const source = String.raw`(?<file>[\w./-]+\.\w+):(?<line>\d+)`;

interface Form {
  readonly shape: PrefixShape;
  readonly pattern: RegExp;
}

// Most special first; every pattern is sticky and so costs nothing on lines of another form.
const forms: readonly Form[] = [
  // yalantinglibs: 2026-04-14 00:12:07.543248 INFO     [642387] [coro_rpc_client.hpp:154] ...
  {
    shape: 'yalantinglibs',
    pattern: new RegExp(String.raw`(?<stamp>${date})\s+${level}\s+\[(?<tid>\d+)\]\s+\[${source}\]\s?`, 'y'),
  },
  // vLLM: ERROR 07-30 11:49:18 [mooncake_connector.py:330] ...; older: INFO 05-22 17:23:13 logger.py:37] ...
  {
    shape: 'python',
    pattern: new RegExp(
      String.raw`${level}\s+(?<stamp>(?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d+)?)\s+\[?${source}\]\s?`,
      'y',
    ),
  },
  // LMCache: [2026-02-14 19:56:31,098] LMCache INFO: ... (vllm_v1_adapter.py:943:lmcache.integration)
  {
    shape: 'python',
    pattern: new RegExp(String.raw`\[(?<stamp>${date})\]\s+(?<logger>LMCache)\s+${level}:\s?`, 'y'),
  },
  // SGLang: [2026-07-30 11:49:18 DP0 TP3] ...
  {
    shape: 'python',
    pattern: new RegExp(
      String.raw`\[(?<stamp>${date})(?: [A-Z]{2}\d+)*\]\s+(?:${level}:?\s+)?(?:\[?${source}\]?:?\s)?`,
      'y',
    ),
  },
  // logging with " - " between the fields, as aiohttp and many scripts use it
  {
    shape: 'python',
    pattern: new RegExp(
      String.raw`(?<stamp>${date}) - (?<logger>[\w.-]+) - ${level} - (?:\[?${source}\]?:?\s)?`,
      'y',
    ),
  },
  // loguru: 2026-04-17 12:25:21.288 | INFO     | module:function:484 - ...
  {
    shape: 'python',
    pattern: new RegExp(
      String.raw`(?<stamp>${date}) \| ${level}\s*\| (?<logger>[\w.<>-]+):[\w.<>-]+:(?<line>\d+) - `,
      'y',
    ),
  },
  // any other stamp with a level: 2026-07-30 11:49:18,123 ERROR mooncake.store: ...
  {
    shape: 'python',
    pattern: new RegExp(
      String.raw`\[?(?<stamp>${date})\]?Z?\s+\[?${level}\]?:?\s+(?:\[${source}\]\s|(?<logger>[\w.]+):\s)?`,
      'y',
    ),
  },
  {
    shape: 'python',
    pattern: new RegExp(String.raw`${level}:(?<logger>[\w.]+):\s?`, 'y'),
  },
  { shape: 'python', pattern: new RegExp(String.raw`${level}:\s+`, 'y') },
  {
    shape: 'kernel',
    pattern: /(?<stamp>\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\])\s/y,
  },
  { shape: 'kernel', pattern: /\[\s*\d+\.\d{6}\]\s/y },
  // a glog line whose front was lost
  { shape: 'tail', pattern: /(?<file>[\w-]+\.(?:cpp|cc|cu|h|hpp)):(?<line>\d+)\]\s?/y },
];

// No prefix is longer; looking further would only cost time on lines of megabytes.
const longestPrefix = 1024;

// LMCache writes its source behind the message.
const trailingSource = /\s\((?<file>[\w.-]+\.py):(?<line>\d+):(?<logger>[\w.]+)\)\s*$/;

/** Parses every prefix but glog's: wrappers first, then the first form that matches; a line without any is `bare`. */
export function plainPrefix(line: string): Prefix {
  const head = line.length > longestPrefix ? line.slice(0, longestPrefix) : line;
  const wrappers = readWrappers(head);
  for (const { shape, pattern } of forms) {
    if (wrappers.isKernel && shape !== 'kernel') continue;
    pattern.lastIndex = wrappers.end;
    const match = pattern.exec(head);
    if (match === null) continue;
    const fields = match.groups ?? {};
    const message = pattern.lastIndex;
    const tail = fields.logger === 'LMCache' ? trailingSource.exec(line.slice(-300)) : null;
    const file = tail?.groups?.file ?? fields.file;
    const at = fields.stamp === undefined ? -1 : head.indexOf(fields.stamp, wrappers.end);
    return {
      stamp: at === -1 ? wrappers.stamp : at,
      severity: fields.level === undefined ? undefined : severities[fields.level],
      file: file === undefined ? undefined : detachString(file.slice(file.lastIndexOf('/') + 1)),
      fileLine: Number(tail?.groups?.line ?? (file === undefined ? 0 : fields.line)) || 0,
      logger: tail?.groups?.logger ?? fields.logger,
      pid: wrappers.pid,
      tid: fields.tid === undefined ? undefined : Number(fields.tid),
      host: wrappers.host,
      shape,
      message,
      messageEnd: tail === null ? line.length : line.length - tail[0].length,
    };
  }
  const { stamp, pid, host, isKernel } = wrappers;
  return {
    ...barePrefix(wrappers.end, line.length),
    stamp,
    pid,
    host,
    shape: isKernel ? 'kernel' : 'bare',
  };
}
