import type { JsonForm } from '../form.ts';

/** docker's json-file driver; it cuts lines of more than 16 KiB, and only the last part ends with a line feed. */
export const docker: JsonForm = {
  name: 'docker json-file',
  signs: ['log', 'stream', 'time'],
  isPartial: true,
  fields: { message: ['log'], time: ['time'] },
  samples: [
    {
      line: '{"log":"RuntimeError: \\"put\\" failed\\n","stream":"stderr","time":"2026-07-30T02:14:10.220114Z"}',
      time: '2026-07-30T02:14:10.220',
      message: 'RuntimeError: "put" failed',
    },
    {
      line: '{"log": "E0730 02:14:10.219114 9 a.cpp:1] x\\n", "stream": "stderr", "time": "2026-07-30T02:14:10.220114Z"}',
      time: '2026-07-30T02:14:10.219',
      severity: 'E',
      source: 'a.cpp:1',
      tid: 9,
      message: 'x',
    },
  ],
  counterexample: '{"log":"x","level":"error"}',
};
