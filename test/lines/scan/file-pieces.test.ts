import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { pieces, threadsFor } from '../../../src/lines/scan/file-pieces.ts';

const whole = { from: 0, to: Number.POSITIVE_INFINITY };

describe('pieces of files', () => {
  it('are the files themselves where one thread reads them', () => {
    expect(pieces([{ size: 0 }, { size: 5000 }, { size: 100 }], 1, 1000)).toEqual([
      { file: 0, range: whole },
      { file: 1, range: whole },
      { file: 2, range: whole },
    ]);
    expect(pieces([{ size: 0 }], 1)).toEqual([{ file: 0, range: whole }]);
    expect(pieces([], 1)).toEqual([]);
  });

  it('meet, and the last one of a file is open, where several do', () => {
    expect(pieces([{ size: 2500 }, { size: 10 }], 2, 1000)).toEqual([
      { file: 0, range: { from: 0, to: 1000 } },
      { file: 0, range: { from: 1000, to: Number.POSITIVE_INFINITY } },
      { file: 1, range: whole },
    ]);
  });

  it('are whole where a file can be read from its start only', () => {
    expect(pieces([{ size: 9000, isUncut: true }], 2, 1000)).toEqual([{ file: 0, range: whole }]);
  });
});

describe('threads', () => {
  it('are as many as each has enough to read, one at least, and no more than there are cores', () => {
    expect([0, 999, 1000, 1999].map((bytes) => threadsFor(bytes, 1000))).toEqual([1, 1, 1, 1]);
    const cores = availableParallelism();
    expect(threadsFor(2000, 1000)).toBe(Math.min(2, cores));
    expect(threadsFor(1000 * (cores + 5), 1000)).toBe(cores);
  });
});
