import { describe, expect, it } from 'vitest';
import { pieces } from '../../../src/lines/scan/file-pieces.ts';

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
