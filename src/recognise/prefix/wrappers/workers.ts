import type { Wrapper } from '../format.ts';
import { atEnd, sticky } from '../pieces.ts';

const repeated = atEnd(String.raw`\s?\[repeated \w+ across (?:cluster|all nodes)\][^\]]*`);

/** vLLM's and Ray's names of processes. */
export const workers: readonly Wrapper[] = [
  {
    name: 'Ray and vLLM, with a process',
    pattern: sticky(
      String.raw`\((?:[A-Za-z][^()]{0,200}?[ ,])?pid=(?<pid>\d+)(?:, ip=(?<host>[\w.:-]{1,100}))?(?:, [^()]{1,100})?\) ?`,
    ),
    tail: repeated,
    samples: [
      { line: '(VllmWorker TP3 pid=15157) Failed to put', pid: 15157, message: 'Failed to put' },
      {
        line: '(ServeReplica:default:LLM pid=4133, ip=10.0.0.7) Failed to put [repeated 3x across cluster]',
        host: '10.0.0.7',
        pid: 4133,
        message: 'Failed to put',
      },
    ],
    counterexample: '(worker of pid 3) Failed to put',
  },
  {
    name: 'Ray and vLLM, without a process',
    pattern: sticky(
      String.raw`\((?:raylet|gcs_server|autoscaler|[A-Z][A-Za-z]{1,60}(?:_\d+|_[A-Z]{2,3}\d+){0,6})(?:, ip=(?<host>[\w.:-]{1,100})| \+\w+)?\) +`,
    ),
    tail: repeated,
    samples: [
      { line: '(APIServer) Failed to put', message: 'Failed to put' },
      { line: '(raylet, ip=10.0.0.7) Failed to put', host: '10.0.0.7', message: 'Failed to put' },
    ],
    counterexample: '(of 3 keys) Failed to put',
  },
];
