/** Formats of the system and of servers beside Mooncake. */
import type { Format } from '../../format.ts';
import { access } from './access.ts';
import { heading } from './heading.ts';
import { kernel } from './kernel.ts';
import { nginx } from './nginx.ts';
import { redis } from './redis.ts';
import { slurm } from './slurm.ts';

export const serviceFormats: readonly Format[] = [
  ...heading,
  ...kernel,
  ...access,
  ...nginx,
  ...redis,
  ...slurm,
];
