import type { Format } from '../../format.ts';
import { level, stamp, sticky } from '../../pieces.ts';

/** loguru: a module, a function and a line instead of a file. */
export const loguru: readonly Format[] = [
  {
    name: 'loguru',
    shape: 'python',
    pattern: sticky(
      stamp('iso'),
      String.raw` \| `,
      level,
      String.raw`\s*\| (?<logger>[\w.<>-]{1,200}):[\w.<>-]{1,200}:(?<line>\d+) - `,
    ),
    samples: [
      {
        line: '2026-04-17 12:25:21.288 | INFO     | engine.ps:register:484 - [rank15] store',
        time: '2026-04-17T12:25:21.288',
        severity: 'I',
        logger: 'engine.ps',
        message: '[rank15] store',
      },
    ],
    counterexample: '2026-04-17 12:25:21.288 | INFO | all is well',
  },
];
