import { describe, expect, it } from 'vitest';
import { lz4, snappy, zstd } from '../../../src/input/kafka/compression.ts';
import { zstdOf } from '../compression/zstd-frames.ts';

const text = Buffer.from('E20260730 11:49:18.1 1 client.cpp:380] rc=-200\n'.repeat(5000));

describe('a compressed batch', () => {
  it.each([
    ['snappy', snappy],
    ['lz4', lz4],
  ] as const)('of %s comes back as it was written', async (_, codec) => {
    const packed = await codec.compress({ buffer: text });
    expect(packed.length).toBeLessThan(text.length / 4);
    expect((await codec.decompress(packed)).equals(text)).toBe(true);
  });

  it('of snappy is read in the blocks that Java writes', async () => {
    const header = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    const blocks = [text.subarray(0, 32_768), text.subarray(32_768)];
    const parts: Buffer[] = [header];
    for (const block of blocks) {
      const packed = await snappy.compress({ buffer: block });
      const length = Buffer.alloc(4);
      length.writeInt32BE(packed.length);
      parts.push(length, packed);
    }
    expect((await snappy.decompress(Buffer.concat(parts))).equals(text)).toBe(true);
  });

  it('of zstd is read on every Node', async () => {
    expect((await zstd.decompress(zstdOf(text))).equals(text)).toBe(true);
  });
});
