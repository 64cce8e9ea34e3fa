import fc from 'fast-check';
import { expect, it } from 'vitest';
import { complaintOf, kinds, type Step, steps } from './model.ts';

/** About 300 rounds over all kinds; `npm run test:soak` plays thousands of others. */
const numRuns = 34;

it.each(kinds)('every line comes once and in order from $name, whatever happens to it', async (kind) => {
  await fc.assert(
    fc.asyncProperty(steps(kind), async (round) => {
      expect(await complaintOf(kind, round)).toBeUndefined();
    }),
    { numRuns, seed: 20_261_129 },
  );
});

const change = (call: number, what: string) => `{"call":${call},"change":{"do":${JSON.stringify(what)}}}`;
const append = (call: number) => `{"call":${call},"change":{"do":"append","lines":1}}`;
const race = (...changes: string[]) => `{"do":"race","interferences":[${changes.join()}]}`;
const plain = (what: string) => `{"do":"${what}"}`;

/** Rounds that once went wrong: files were renamed while a folder was looked through, or between two calls. */
const rounds: readonly [kind: string, ...steps: string[]][] = [
  [
    'a file',
    race(change(0, 'rotate'), change(0, 'partial')),
    plain('copytruncate'),
    race(change(11, 'rotate'), change(11, 'rename')),
    plain('rotate'),
    plain('partial'),
  ],
  [
    'a directory',
    plain('copytruncate'),
    plain('rotate'),
    race(append(0)),
    plain('copytruncate'),
    race(change(14, 'copytruncate')),
  ],
  [
    'a pattern',
    plain('partial'),
    race(append(3), change(2, 'copytruncate'), change(28, 'rotateTarget')),
    plain('partial'),
  ],
  [
    'a file',
    race(append(0)),
    plain('poll'),
    plain('rotate'),
    plain('partial'),
    race(change(0, 'rotateTarget'), change(12, 'compress')),
    race(append(0)),
    plain('poll'),
    '{"do":"append","lines":1}',
  ],
  [
    'a file',
    plain('partial'),
    plain('save'),
    race(change(13, 'rename'), change(3, 'copytruncate')),
    plain('partial'),
    plain('partial'),
    plain('poll'),
  ],
  [
    'a link to files of any name',
    '{"do":"append","lines":1}',
    '{"do":"busy","changes":[{"do":"copytruncate"}]}',
    `{"do":"visit","interferences":[${change(1, 'rotateTarget')},${append(0)}]}`,
    plain('rotate'),
    plain('poll'),
    '{"do":"append","lines":1}',
  ],
  [
    'two patterns',
    '{"do":"append","lines":1}',
    '{"do":"kill","chunks":1,"save":true}',
    plain('copytruncate'),
    race(change(11, 'rotateTarget')),
    plain('save'),
    race(change(0, 'partial')),
  ],
  [
    'a link to the folder of a run',
    race(change(1, 'partial'), change(8, 'copytruncate')),
    plain('partial'),
    plain('partial'),
    plain('partial'),
  ],
  [
    'a link to the folder of a run',
    plain('rotateTarget'),
    plain('partial'),
    `{"do":"visit","interferences":[${change(2, 'rotate')}]}`,
    plain('poll'),
    plain('partial'),
  ],
  [
    'a link to files of any name',
    plain('rotate'),
    '{"do":"append","lines":1}',
    race(change(3, 'rotateTarget')),
    race(change(0, 'compress'), append(0)),
    plain('poll'),
    plain('partial'),
  ],
  [
    'a file',
    plain('rotate'),
    race(append(0), change(3, 'rotate'), change(4, 'compress')),
    plain('rotate'),
    plain('partial'),
    '{"do":"append","lines":1}',
  ],
  [
    'a pattern',
    plain('rotate'),
    race(append(0), change(6, 'rotate'), change(7, 'compress')),
    plain('rotate'),
    plain('partial'),
    '{"do":"append","lines":1}',
  ],
  [
    'a link to files of any name',
    '{"do":"append","lines":1}',
    plain('copytruncate'),
    plain('partial'),
    race(change(2, 'rotate')),
  ],
  [
    'a link to the folder of a run',
    plain('rotateTarget'),
    plain('compressHalf'),
    '{"do":"append","lines":1}',
    '{"do":"busy","changes":[{"do":"append","lines":22}]}',
    '{"do":"visit","interferences":[{"call":0,"change":{"do":"append","lines":19}}]}',
    '{"do":"append","lines":9}',
    plain('rename'),
    plain('compressHalf'),
    '{"do":"kill","chunks":0,"save":false}',
    '{"do":"busy","changes":[]}',
    plain('poll'),
  ],
  [
    'a link to files of any name',
    `{"do":"visit","interferences":[${append(0)},${change(0, 'partial')}]}`,
    plain('rotateTarget'),
    race(change(4, 'partial'), change(21, 'copytruncate'), change(0, 'late')),
    plain('partial'),
    plain('partial'),
    plain('poll'),
  ],
  [
    'a link to the folder of a run',
    plain('partial'),
    race(change(0, 'rotateTarget'), change(0, 'partial')),
    plain('rotate'),
    plain('compressDelayed'),
    '{"do":"kill","chunks":1,"save":true}',
    race(append(0)),
    race(change(0, 'rotate')),
    plain('partial'),
  ],
  [
    'a link to the folder of a run',
    '{"do":"append","lines":1}',
    plain('copytruncate'),
    plain('partial'),
    race(change(2, 'rotate')),
  ],
  [
    'a directory',
    '{"do":"append","lines":1}',
    plain('poll'),
    race(append(1), change(3, 'copytruncate'), change(3, 'rotate')),
    race(append(0)),
    plain('poll'),
    plain('partial'),
  ],
];

it.each(rounds)('a copy or archive is found although it moves meanwhile: %s', async (name, ...round) => {
  const kind = kinds.find((one) => one.name === name)!;
  expect(await complaintOf(kind, JSON.parse(`[${round.join()}]`) as Step[])).toBeUndefined();
});
