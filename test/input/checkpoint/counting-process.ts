/** A process that counts the numbers in the lines of a followed log, with a checkpoint: LOG CHECKPOINT. */

import { loadCheckpoint, saveCheckpoint } from '../../../src/input/checkpoint/checkpoint.ts';
import { Follower } from '../../../src/input/follow/follower.ts';

const [, , log = '', path = ''] = process.argv;
const saved = loadCheckpoint(path);
const tally = (saved?.tally ?? { lines: 0, sum: 0 }) as { lines: number; sum: number };

const follower: Follower = new Follower([log], {
  from: 'start',
  poll: 10,
  onIdle: save,
  ...(saved ? { resume: saved.files } : {}),
});

function save(): void {
  const written = new Date().toISOString();
  saveCheckpoint(path, { program: 'test', written, files: follower.positions(), tally });
  process.stdout.write(`${tally.lines}\n`);
}

process.on('SIGTERM', () => follower.close('leave'));
void follower
  .run(({ bytes }) => {
    for (const line of bytes.toString().split('\n')) {
      if (line === '') continue;
      tally.lines++;
      tally.sum += Number(line.split(' ')[0]);
    }
  })
  .then(save);
