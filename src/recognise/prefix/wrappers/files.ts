import type { Wrapper } from '../format.ts';
import { sticky } from '../pieces.ts';

const folders = String.raw`(?:[\w.@+/-]{0,200}\/)?`;
const role =
  '(?:mooncake|store|master|client|server|engine|vllm|sglang|lmcache|prefill|decode|worker|proxy|metadata|stderr|stdout|err|out|app|main|log)';
/** Folders that are called after no host. */
const usual = String.raw`(?:\.{1,2}|logs?|var|tmp|run|data|home|root|opt|srv|mnt|mooncake)\/`;
const ending = String.raw`\.(?:log|out|err|txt)(?:\.\d{1,9})?(?::\d{1,9}:|: |:(?=[^\d\s]))`;

/** The name of the file that a line comes from, as `mooncake-annotate --prefix` and grep write it: a file a host is how logs of many hosts are kept. */
export const files: readonly Wrapper[] = [
  {
    name: "a program's file in a folder of its host",
    pattern: sticky(folders, String.raw`(?<host>(?!${usual})[\w.@+-]{1,100})\/${role}[\w-]{0,60}`, ending),
    samples: [
      { line: 'logs/node7/store.log:312:Failed to put', host: 'node7', message: 'Failed to put' },
      { line: 'node7/mooncake_master.log: Failed to put', host: 'node7', message: 'Failed to put' },
    ],
    counterexample: 'logs/node7/store.log is full',
  },
  {
    name: "a program's file",
    pattern: sticky(`(?:${folders}${usual})?${role}\\w{0,60}`, ending),
    samples: [
      { line: 'store.log: Failed to put', message: 'Failed to put' },
      { line: '/var/log/store.log: Failed to put', message: 'Failed to put' },
    ],
    counterexample: 'store.log is full',
  },
  {
    name: "a host's file",
    pattern: sticky(folders, String.raw`(?<host>[\w@+-][\w.@+-]{0,100}?)`, ending),
    samples: [
      { line: 'node-1.log: Failed to put', host: 'node-1', message: 'Failed to put' },
      { line: 'logs/node-1.log:Failed to put', host: 'node-1', message: 'Failed to put' },
      {
        line: 'logs/mooncake-store-0.log: Failed to put',
        host: 'mooncake-store-0',
        message: 'Failed to put',
      },
    ],
    counterexample: 'node-1.log is full',
  },
];
