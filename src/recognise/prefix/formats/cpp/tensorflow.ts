import type { Format } from '../../format.ts';
import { source, stamp, sticky } from '../../pieces.ts';

/** TensorFlow and XLA: a stamp, a letter, a source file. */
export const tensorflow: readonly Format[] = [
  {
    name: 'TensorFlow',
    shape: 'other',
    pattern: sticky(stamp('iso'), ': (?<level>[IWEF]) ', source, String.raw`\]\s?`),
    samples: [
      {
        line: '2026-07-30 02:14:10.220114: E external/xla/cuda_fft.cc:485] Unable to register cuFFT factory',
        time: '2026-07-30T02:14:10.220',
        severity: 'E',
        source: 'cuda_fft.cc:485',
        message: 'Unable to register cuFFT factory',
      },
    ],
    counterexample: '2026-07-30 02:14:10.220114: Everything is well',
  },
];
