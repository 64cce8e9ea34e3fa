/** Formats of C and C++ programs, the most special first. */
import type { Format } from '../../format.ts';
import { c10 } from './c10.ts';
import { cann } from './cann.ts';
import { easylog } from './easylog.ts';
import { fatalSigns } from './fatal-signs.ts';
import { glog } from './glog.ts';
import { lostFront } from './lost-front.ts';
import { nccl } from './nccl.ts';
import { rayCore } from './ray-core.ts';
import { tensorflow } from './tensorflow.ts';
import { ucx } from './ucx.ts';

export const cppFormats: readonly Format[] = [
  ...glog,
  ...c10,
  ...easylog,
  ...nccl,
  ...ucx,
  ...cann,
  ...rayCore,
  ...tensorflow,
  ...fatalSigns,
  ...lostFront,
];
