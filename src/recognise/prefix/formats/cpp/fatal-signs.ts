import type { Format } from '../../format.ts';
import { sticky } from '../../pieces.ts';

/** What the C++ and Python runtimes print without a prefix when a process ends by a fault: all of it is the message. */
export const fatalSigns: readonly Format[] = [
  {
    name: "a runtime's last words",
    shape: 'bare',
    severity: 'F',
    pattern: sticky(
      String.raw`(?=(?:terminate called (?:after throwing|without an active|recursively)|\s+what\(\):\s`,
      String.raw`|\*\*\* (?:Check failure stack trace|Aborted at|SIG[A-Z]+ )|Fatal Python error: `,
      String.raw`|(?:Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception)(?: \(core dumped\))?$`,
      String.raw`|double free or corruption|free\(\): invalid|malloc\(\): |corrupted size vs|pure virtual method called`,
      String.raw`|thread '[^']{1,100}' (?:\(\d+\) )?panicked at |panic: |fatal error: |runtime: out of memory|Out of memory: Killed process ))`,
    ),
    samples: [
      {
        line: "terminate called after throwing an instance of 'std::runtime_error'",
        severity: 'F',
        message: "terminate called after throwing an instance of 'std::runtime_error'",
      },
      { line: '  what():  Failed: RPC_FAIL', severity: 'F', message: '  what():  Failed: RPC_FAIL' },
      {
        line: '*** Check failure stack trace: ***',
        severity: 'F',
        message: '*** Check failure stack trace: ***',
      },
    ],
    counterexample: 'the master will terminate called sessions',
  },
];
