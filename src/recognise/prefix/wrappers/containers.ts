import type { Wrapper } from '../format.ts';
import { sticky } from '../pieces.ts';
import { anyLevel } from '../prefix.ts';

const zoned = `(?<stamp>${String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d{1,2}(?::?\d{1,2})?)`})`;

/** The runtimes of containers, and what shows their logs. */
export const containers: readonly Wrapper[] = [
  {
    name: 'CRI (containerd, cri-o)',
    pattern: sticky(zoned, String.raw` std(?:err|out) (?:F|(?<partial>P))(?::[\w:]{1,20})?(?: |$)`),
    samples: [
      {
        line: '2026-07-30T10:14:10.220114881+08:00 stderr F Failed to put',
        time: '2026-07-30T02:14:10.220',
        message: 'Failed to put',
      },
    ],
    counterexample: '2026-07-30T10:14:10.220114881+08:00 stderr Failed to put',
  },
  {
    name: 'logcli',
    pattern: sticky(
      zoned,
      String.raw`\s+\{(?=(?:[^{}]{0,1000}?\b(?:pod|hostname|host|node|instance)="(?<host>[^"]{1,250})")?)[^{}]{0,2000}\}\s`,
    ),
    samples: [
      {
        line: '2026-07-30T02:14:10Z {container="engine", pod="vllm-0"} Failed to put',
        time: '2026-07-30T02:14:10.000',
        host: 'vllm-0',
        message: 'Failed to put',
      },
    ],
    counterexample: '2026-07-30T02:14:10Z {"msg": "Failed to put"}',
  },
  {
    name: 'docker logs --timestamps, kubectl logs --timestamps',
    pattern: sticky(zoned, '(?: |$)'),
    samples: [
      {
        line: '2026-07-30T02:14:10.220114881Z Failed to put',
        time: '2026-07-30T02:14:10.220',
        message: 'Failed to put',
      },
    ],
    counterexample: '2026-07-30T02:14:10.220 Failed to put',
  },
  {
    name: 'kubectl logs --prefix',
    pattern: sticky(String.raw`\[pod\/(?<host>[\w.-]{1,250})\/[\w.-]{1,250}(?: \w+)?\] ?`),
    samples: [
      {
        line: '[pod/mooncake-store-0/store] Failed to put',
        host: 'mooncake-store-0',
        message: 'Failed to put',
      },
      {
        line: '[pod/mooncake-store-0/fetch init] Failed to put',
        host: 'mooncake-store-0',
        message: 'Failed to put',
      },
    ],
    counterexample: '[pod] Failed to put',
  },
  {
    name: 'docker service logs',
    pattern: sticky(String.raw`[A-Za-z][\w.-]{0,200}@(?<host>[\w.-]{1,200})\s+\| ?`),
    samples: [{ line: 'store.1.a1b2c3@node7    | Failed to put', host: 'node7', message: 'Failed to put' }],
    counterexample: 'store.1@node7 Failed to put',
  },
  {
    name: 'docker compose',
    pattern: sticky(`(?!${anyLevel}\\b)`, String.raw`(?<host>[A-Za-z][\w.-]{0,200})\s+\|(?: |$)`),
    samples: [{ line: 'store-1   | Failed to put', host: 'store-1', message: 'Failed to put' }],
    counterexample: 'store-1 Failed | to put',
  },
  {
    name: 'kubetail',
    pattern: sticky(
      String.raw`\[(?<host>[a-z0-9][a-z0-9.-]{0,200}-[a-z0-9.-]{1,100}) [a-z0-9][a-z0-9-]{0,100}\] `,
    ),
    samples: [
      { line: '[mooncake-store-0 store] Failed to put', host: 'mooncake-store-0', message: 'Failed to put' },
    ],
    counterexample: '[store 0] Failed to put',
  },
];
