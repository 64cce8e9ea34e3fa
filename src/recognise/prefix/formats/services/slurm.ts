import type { Format } from '../../format.ts';
import { stamp, sticky } from '../../pieces.ts';

/** Slurm's own programs among the output of its jobs. */
export const slurm: readonly Format[] = [
  {
    name: 'Slurm',
    shape: 'other',
    pattern: sticky(
      String.raw`(?:\[`,
      stamp('iso'),
      String.raw`\] )?(?<logger>srun|slurmstepd|slurmd|sbatch|salloc): (?<level>error|fatal|warning|info|debug): `,
    ),
    samples: [
      {
        line: 'slurmstepd: error: *** STEP 12.0 ON node7 CANCELLED AT 2026-07-30T02:14:10 ***',
        severity: 'E',
        logger: 'slurmstepd',
        message: '*** STEP 12.0 ON node7 CANCELLED AT 2026-07-30T02:14:10 ***',
      },
    ],
    counterexample: 'srun: job 12 queued and waiting for resources',
  },
];
