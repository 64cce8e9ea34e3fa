import type { Wrapper } from '../format.ts';
import { hostName, stamp, sticky } from '../pieces.ts';
import { anyLevel } from '../prefix.ts';

const priority = String.raw`(?:<(?<priority>\d{1,3})>)`;
const stamped = `(?:${stamp('month-name', 'iso', 'weekday')}|${String.raw`\[\s*\d+\.\d+\]`})`;
const host = `(?!${anyLevel}\\b)${hostName} `;
const pid = String.raw`\[(?<pid>\d+)\]`;

/** syslog and journald. */
export const syslog: readonly Wrapper[] = [
  {
    name: 'syslog (RFC 5424)',
    pattern: sticky(
      `${priority}?1 `,
      stamp('iso'),
      String.raw` (?:-|${hostName}) (?:-|[\w.@/-]{1,100}) (?:-|(?<pid>\d+)|[\w.-]{1,128}) (?:-|[\w.@-]{1,64}) `,
      String.raw`(?:-|(?:\[[^\]]{1,500}\]){1,8})(?: (?:\xef\xbb\xbf)?|$)`,
    ),
    samples: [
      {
        line: '<27>1 2026-07-30T02:14:10.220114Z node7 mooncake_client 977 - - Failed to put',
        time: '2026-07-30T02:14:10.220',
        severity: 'E',
        host: 'node7',
        pid: 977,
        message: 'Failed to put',
      },
      {
        line: '1 2026-07-30T02:14:10.220114Z node7 store - ID47 [origin@32473 ip="10.0.0.7"] Failed to put',
        time: '2026-07-30T02:14:10.220',
        host: 'node7',
        message: 'Failed to put',
      },
    ],
    counterexample: '1 2026-07-30 is the day on which it failed',
  },
  {
    name: 'syslog (RFC 3164) and journalctl, with a process',
    pattern: sticky(
      `(?:${priority}(?:${stamped} )?|${stamped.replaceAll('<stamp>', '<stamp2>')} )(?:${host})?`,
      String.raw`(?<program>[\w.@/\\-]{1,100})${pid}(?:: ?| )`,
    ),
    samples: [
      {
        line: 'Jul 30 02:14:10 node7 mooncake_client[977]: Failed to put',
        time: '07-30T02:14:10.000',
        host: 'node7',
        pid: 977,
        message: 'Failed to put',
      },
      {
        line: '<27>Jul 30 02:14:10 node7 mooncake_client[977] Failed to put',
        time: '07-30T02:14:10.000',
        severity: 'E',
        host: 'node7',
        pid: 977,
        message: 'Failed to put',
      },
      {
        line: 'Thu 2026-07-30 02:14:10 UTC node7 mooncake-store.service[977]: Failed to put',
        time: '2026-07-30T02:14:10.000',
        host: 'node7',
        pid: 977,
        message: 'Failed to put',
      },
      {
        line: '[    1.000000] node7 mooncake_client[977]: Failed to put',
        host: 'node7',
        pid: 977,
        message: 'Failed to put',
      },
    ],
    counterexample: 'Jul 30 02:14:10 Failed to put',
  },
  {
    name: 'journalctl -o short-unix',
    pattern: sticky(String.raw`(?<stamp>\d+\.\d+) ${host}(?<program>[\w.@/-]{1,100})(?:${pid})?: `),
    forms: ['epoch'],
    samples: [
      {
        line: '1785377650.220114 node7 mooncake_client[977]: Failed to put',
        time: '2026-07-30T02:14:10.220',
        host: 'node7',
        pid: 977,
        message: 'Failed to put',
      },
    ],
    counterexample: '1785377650.220114 Failed: -200',
  },
  {
    name: 'the kernel in syslog and journalctl',
    pattern: sticky(`${priority}?(?:${stamped} )?${host}(?<kernel>kernel): `),
    samples: [
      {
        line: 'Jul 30 11:49:18 node7 kernel: Link down',
        time: '07-30T11:49:18.000',
        host: 'node7',
        message: 'Link down',
      },
    ],
    counterexample: 'Jul 30 11:49:18 kernel panic',
  },
  {
    name: 'syslog (RFC 3164) and journalctl, without a process',
    pattern: sticky(
      `${priority}?${stamped} (?!${anyLevel}\\b)`,
      String.raw`(?<host>[a-z0-9][a-z0-9.-]{0,250}) (?!${anyLevel}\b)(?<program>[a-z][\w.@/-]{0,100}): `,
    ),
    samples: [
      {
        line: 'Jul 30 02:14:10 node7 systemd: Started store',
        time: '07-30T02:14:10.000',
        host: 'node7',
        message: 'Started store',
      },
    ],
    counterexample: 'Jul 30 02:14:10 Failed: no handle',
  },
  {
    name: "a priority alone, as systemd and the kernel's buffer have it",
    pattern: sticky(priority),
    samples: [{ line: '<3>Failed to put', severity: 'E', message: 'Failed to put' }],
    counterexample: '<key>Failed to put',
  },
  {
    name: 'journalctl -o verbose',
    pattern: sticky(String.raw`\s{4}MESSAGE=`),
    samples: [{ line: '    MESSAGE=Failed to put', message: 'Failed to put' }],
    counterexample: 'MESSAGE=Failed to put',
  },
];
