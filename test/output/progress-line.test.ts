import { describe, expect, it } from 'vitest';
import { progressText } from '../../src/output/progress-line.ts';

describe('progress', () => {
  it.each([
    [0, 4e9, 0, 1000, '0 B of 4.0 GB, 0%, 0 B/s, 0 lines with a code'],
    [1.2e9, 4e9, 1234, 2000, '1.2 GB of 4.0 GB, 30%, 600 MB/s, 5 s left, 1,234 lines with a code'],
    [4e9, 4e9, 1, 4000, '4.0 GB of 4.0 GB, 100%, 1.0 GB/s, 0 s left, 1 line with a code'],
    [4.1e9, 4e9, 1, 4000, '4.1 GB, 1.0 GB/s, 1 line with a code'],
    [12_345_678, undefined, 2, 1000, '12 MB, 12 MB/s, 2 lines with a code'],
    [1e9, 1e12, 2, 10_000, '1.0 GB of 1.0 TB, 0%, 100 MB/s, 2 h 47 min left, 2 lines with a code'],
    [1e9, 13e9, 2, 10_000, '1.0 GB of 13 GB, 7%, 100 MB/s, 2 min left, 2 lines with a code'],
  ])('of %i of %s bytes', (bytes, total, found, elapsed, text) => {
    expect(progressText({ bytes, total, found }, elapsed)).toBe(text);
  });
});
