import type { JsonForm } from '../form.ts';

/** journalctl -o json: priorities of syslog, microseconds, and a message of other than plain characters as a list of its bytes. */
export const journald: JsonForm = {
  name: 'journald',
  signs: ['__REALTIME_TIMESTAMP', 'MESSAGE'],
  scale: 'priority',
  samples: [
    {
      line: '{"__REALTIME_TIMESTAMP":"1785377650220114","_HOSTNAME":"gpu-07","PRIORITY":"3","_PID":"977","MESSAGE":"Failed to put"}',
      time: '2026-07-30T02:14:10.220',
      severity: 'E',
      host: 'gpu-07',
      pid: 977,
      message: 'Failed to put',
    },
    {
      line: '{"MESSAGE":[27,91,51,49,109,112,117,116],"__REALTIME_TIMESTAMP":"1785377650220114"}',
      time: '2026-07-30T02:14:10.220',
      message: 'put',
    },
  ],
  counterexample: '{"MESSAGE":"x","time":"2026-07-30T02:14:10Z"}',
};
