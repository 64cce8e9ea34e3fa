import type { Format } from '../../format.ts';
import { stamp, sticky } from '../../pieces.ts';

/** The kernel, as dmesg prints it. */
export const kernel: readonly Format[] = [
  {
    name: 'dmesg -T',
    shape: 'kernel',
    pattern: sticky(String.raw`\[`, stamp('weekday'), String.raw`\]\s`),
    samples: [
      {
        line: '[Wed Jul 15 14:40:27 2026] mlx5_bond_0/1: QP 4289 error',
        time: '2026-07-15T14:40:27.000',
        message: 'mlx5_bond_0/1: QP 4289 error',
      },
    ],
    counterexample: '[Wed Jul 15] mlx5_bond_0/1: QP 4289 error',
  },
  {
    name: "the kernel's own clock",
    shape: 'kernel',
    pattern: sticky(String.raw`\[\s*\d+\.\d+\]\s(?![\w.-]+ [\w.@/-]+\[\d+\]: |[\w.-]+ kernel: )`),
    samples: [
      {
        line: '[ 8812.500000] mlx5_core 0000:65:00.1 ens65f1np1: Link down',
        message: 'mlx5_core 0000:65:00.1 ens65f1np1: Link down',
      },
    ],
    counterexample: '[    1.000000] node7 mooncake_client[977]: Failed to put',
  },
];
