import type { Format } from '../../format.ts';
import { sticky } from '../../pieces.ts';

/** What tail puts above the lines of each of several files, and `mooncake-annotate --follow` too. */
export const heading: readonly Format[] = [
  {
    name: "tail's heading",
    shape: 'heading',
    pattern: sticky(String.raw`(?===> (?<heading>[^<>]{1,500}) <==\s*$)`),
    samples: [{ line: '==> logs/node-1.log <==', message: '==> logs/node-1.log <==' }],
    counterexample: '==> node-1.log <== Failed to put',
  },
];
