import type { Format } from '../../format.ts';
import { level, source, stamp, sticky } from '../../pieces.ts';

/** env_logger and those who print as it does: all in one bracket. */
export const envLogger: readonly Format[] = [
  {
    name: 'env_logger',
    shape: 'other',
    pattern: sticky(
      String.raw`\[(?:`,
      stamp(),
      String.raw`\s+)?`,
      level,
      String.raw`\s+(?:(?<logger>[A-Za-z_][\w:.-]{0,200})(?:\s+`,
      source,
      ')?|',
      source.replaceAll('<file>', '<file2>').replaceAll('<line>', '<line2>'),
      String.raw`)?\]\s`,
    ),
    samples: [
      {
        line: '[2026-11-29T07:36:17Z ERROR store::put] Failed to put',
        time: '2026-11-29T07:36:17.000',
        severity: 'E',
        logger: 'store::put',
        message: 'Failed to put',
      },
    ],
    counterexample: '[2026-11-29T07:36:17Z] Failed to put',
  },
];
