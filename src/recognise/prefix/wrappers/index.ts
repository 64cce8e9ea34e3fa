/** What others put in front of whole lines. Wrappers and what they wrap combine freely: they are taken off one after the other. */
import type { Wrapper } from '../format.ts';
import { containers } from './containers.ts';
import { files } from './files.ts';
import { launchers } from './launchers.ts';
import { people } from './people.ts';
import { stern } from './stern.ts';
import { syslog } from './syslog.ts';
import { workers } from './workers.ts';

export const wrappers: readonly Wrapper[] = [
  ...syslog,
  ...containers,
  ...files,
  ...workers,
  ...launchers,
  ...stern,
  ...people,
];
