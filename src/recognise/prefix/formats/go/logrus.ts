import type { Format } from '../../format.ts';
import { source, stamp, sticky } from '../../pieces.ts';

/** logrus on a terminal: four letters of the level, and seconds since the start or a stamp. */
export const logrus: readonly Format[] = [
  {
    name: 'logrus on a terminal',
    shape: 'other',
    pattern: sticky(
      String.raw`(?<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[(?:`,
      stamp(),
      String.raw`|\d+)\]\s?(?:`,
      source,
      String.raw`(?: [\w.()*]+)?\s)?`,
    ),
    levels: { TRAC: 'D', PANI: 'F' },
    samples: [
      { line: 'ERRO[0012] Failed to put', severity: 'E', message: 'Failed to put' },
      {
        line: 'WARN[2026-11-29T07:35:25Z] Failed to put',
        time: '2026-11-29T07:35:25.000',
        severity: 'W',
        message: 'Failed to put',
      },
    ],
    counterexample: 'ERRO[key] Failed to put',
  },
];
