/** Formats of Python programs, the most special first. */
import type { Format } from '../../format.ts';
import { lmcache } from './lmcache.ts';
import { logging } from './logging.ts';
import { loguru } from './loguru.ts';
import { ray } from './ray.ts';
import { rich } from './rich.ts';
import { servers } from './servers.ts';
import { sglang } from './sglang.ts';
import { structlog } from './structlog.ts';
import { vllm } from './vllm.ts';

export const pythonFormats: readonly Format[] = [
  ...vllm,
  ...lmcache,
  ...sglang,
  ...loguru,
  ...structlog,
  ...logging,
  ...servers,
  ...ray,
  ...rich,
];
