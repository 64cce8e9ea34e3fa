import { expect, it } from 'vitest';
import { asInputError, InputError } from '../../src/input/input-error.ts';
import { ReadError } from '../../src/lines/scan/read-error.ts';

it('an input error that a scan wrapped says what is wrong once', () => {
  const early = new InputError('truncated', 'a.gz', 'the gzip data ends early', 'is it still being written?');
  expect(asInputError(new ReadError(1806, early), 'a.gz')).toBe(early);
  expect(asInputError(early, 'a.gz')).toBe(early);
});
