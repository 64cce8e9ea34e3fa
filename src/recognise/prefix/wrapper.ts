/** What wrappers in front of a line's own prefix tell. */
export interface Wrappers {
  /** Where the wrapped line begins. */
  readonly end: number;
  /** Where a wrapper's RFC 3339 stamp begins, or -1. */
  readonly stamp: number;
  readonly pid: number | undefined;
  readonly host: string | undefined;
  /** Whether syslog or journald names the kernel as the program that wrote the line. */
  readonly isKernel: boolean;
}

const mostWrappers = 8;

interface Shape {
  readonly pattern: RegExp;
  readonly host?: number;
  readonly pid?: number;
  readonly stamp?: true;
  readonly kernel?: number;
}

// Each matches at one place only (sticky) and takes the blanks behind it along.
const shapes: readonly Shape[] = [
  // docker and containerd: 2026-07-30T11:49:18.123Z stderr F
  {
    pattern: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)\s+(?:std(?:err|out) [FP] )?/y,
    stamp: true,
  },
  // vLLM, Ray: (Worker_DP0_TP1 pid=7), (VllmWorker TP3 pid=15157), (RayWorkerWrapper pid=9, ip=10.0.0.1), (APIServer)
  {
    pattern: /\((?:[A-Za-z][\w.:-]*(?:[ ,]+[\w.:=/-]+)*?[ ,]+)?pid=(\d+)(?:, ip=([\w.:-]+))?\)\s*/y,
    pid: 1,
    host: 2,
  },
  { pattern: /\([A-Z][A-Za-z]+(?:_\d+|_[A-Z]{2,3}\d+)*\)\s+/y },
  // mpirun: [1,3]<stderr>:
  { pattern: /\[\d+,\d+\]<std(?:err|out)>:\s*/y },
  // ranks: [TP2], [rank3]:, [DP0 TP1]
  { pattern: /\[(?:(?:rank|RANK|Rank|TP|DP|PP|EP|CP)\s?\d+ ?)+\]:?\s*/y },
  // kubectl logs --prefix: [pod/mooncake-store-0/store]
  { pattern: /\[pod\/([\w.-]+)\/[\w.-]+\]\s*/y, host: 1 },
  // docker compose: mooncake-store-0  | ...
  { pattern: /([A-Za-z][\w.-]*)\s+\|\s/y, host: 1 },
  // syslog and journald: Jul 30 11:49:18 node-7 mooncake_master[123]: ...
  {
    pattern:
      /[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? ([\w.-]+) (?:(kernel)|[\w.@/-]+)(?:\[(\d+)\])?: /y,
    host: 1,
    kernel: 2,
    pid: 3,
    stamp: true,
  },
  // journalctl -o short-iso, behind its stamp: node-7 mooncake_master[123]: ...
  {
    pattern: /([\w.-]+) (?:(kernel)|[\w.@/-]+\[(\d+)\]): /y,
    host: 1,
    kernel: 2,
    pid: 3,
  },
  // stern: POD CONTAINER ...; two bare words say little, so the line's own prefix must follow (glog's is cut off already)
  {
    pattern:
      /([a-z0-9][a-z0-9.-]*-[a-z0-9.-]+) [a-z0-9][a-z0-9-]* (?=(?:DEBUG|INFO|WARNING|ERROR|CRITICAL) \d\d-\d\d |\[?\d{4}-\d\d-\d\d[ T]|$|\([A-Z][\w.:-]*[^()]* pid=\d+)/y,
    host: 1,
  },
  // docker's json-file driver: {"log":"...
  { pattern: /\{"log":"/y },
];

/**
 * Reads the wrappers that container runtimes, kubectl, journald, Ray and vLLM put before a line, in any order. Returns where the wrapped line begins and what the wrappers told on the way.
 */
export function readWrappers(line: string): Wrappers {
  let at = 0;
  let stamp = -1;
  let pid: number | undefined;
  let host: string | undefined;
  let isKernel = false;
  for (let count = 0; count < mostWrappers; count++) {
    const start = at;
    for (const shape of shapes) {
      shape.pattern.lastIndex = at;
      const match = shape.pattern.exec(line);
      if (match === null) continue;
      if (shape.stamp && stamp === -1) stamp = at;
      if (shape.pid !== undefined && match[shape.pid] !== undefined) pid = Number(match[shape.pid]);
      if (shape.host !== undefined && match[shape.host] !== undefined) host = match[shape.host];
      if (shape.kernel !== undefined && match[shape.kernel] !== undefined) isKernel = true;
      at = shape.pattern.lastIndex;
      break;
    }
    if (at === start) break;
  }
  return { end: at, stamp, pid, host, isKernel };
}
