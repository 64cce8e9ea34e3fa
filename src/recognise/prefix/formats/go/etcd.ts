import type { Format } from '../../format.ts';
import { stamp, sticky } from '../../pieces.ts';

/** etcd up to 3.4: capnslog's letter between the stamp and the package. */
export const etcd: readonly Format[] = [
  {
    name: 'etcd 3.4',
    shape: 'other',
    pattern: sticky(stamp('iso'), String.raw` (?<level>[TDINWEC]) \| (?<logger>[\w./-]{1,100}): `),
    samples: [
      {
        line: '2026-11-29 06:35:15.524630 W | auth: simple token is not cryptographically signed',
        time: '2026-11-29T06:35:15.524',
        severity: 'W',
        logger: 'auth',
        message: 'simple token is not cryptographically signed',
      },
    ],
    counterexample: '2026-11-29 06:35:15.524630 W auth: simple token',
  },
];
