/** Formats of programs in Go. */
import type { Format } from '../../format.ts';
import { etcd } from './etcd.ts';
import { logrus } from './logrus.ts';
import { zap } from './zap.ts';
import { zerolog } from './zerolog.ts';

export const goFormats: readonly Format[] = [...zap, ...logrus, ...etcd, ...zerolog];
