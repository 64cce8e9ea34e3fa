/** Formats of logs, a file each; the first that matches is taken. To add one, write its file and name it in its folder's index. */
import type { Format } from '../format.ts';
import { cppFormats } from './cpp/index.ts';
import { goFormats } from './go/index.ts';
import { pythonFormats } from './python/index.ts';
import { rustFormats } from './rust/index.ts';
import { serviceFormats } from './services/index.ts';

export const formats: readonly Format[] = [
  ...cppFormats,
  ...serviceFormats,
  ...goFormats,
  ...rustFormats,
  ...pythonFormats,
];
