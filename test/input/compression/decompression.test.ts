import { randomBytes } from 'node:crypto';
import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../../src/input/compression/compressed-format.ts';
import { decompress } from '../../../src/input/compression/decompression.ts';
import { InputError } from '../../../src/input/input-error.ts';
import { temporaryDirectory } from '../follow/harness.ts';
import { zstdOf } from './zstd-frames.ts';

const text = Buffer.from(Array.from({ length: 60_000 }, (_, i) => `line ${i} ${Math.sin(i)}\n`).join(''));

async function read(bytes: Buffer, format: 'gzip' | 'zstd') {
  const parts: Buffer[] = [];
  let most = 0;
  let error: unknown;
  const path = join(temporaryDirectory(), 'archive');
  writeFileSync(path, bytes);
  try {
    for await (const part of decompress(createReadStream(path), format, 'archive')) {
      most = Math.max(most, part.length);
      parts.push(part);
    }
  } catch (caught) {
    error = caught;
  }
  return { content: Buffer.concat(parts), most, error };
}

test('formats are told by their first bytes', () => {
  expect(detectFormat(gzipSync('a'))).toBe('gzip');
  expect(detectFormat(zstdOf(Buffer.from('a')))).toBe('zstd');
  for (const other of ['', 'E0730', '\x1f\x8b', '(line', 'P*M\x18']) {
    expect(detectFormat(Buffer.from(other, 'latin1'))).toBeUndefined();
  }
});

describe.each([['gzip', gzipSync] as const, ['zstd', zstdOf] as const])('%s', (format, compress) => {
  test('one archive', async () => {
    const { content, error } = await read(compress(text), format);
    expect([content.equals(text), error]).toEqual([true, undefined]);
  });

  test('several, one behind the other', async () => {
    const { content, error } = await read(
      Buffer.concat([compress(text), compress(Buffer.from('more\n'))]),
      format,
    );
    expect([content.equals(Buffer.concat([text, Buffer.from('more\n')])), error]).toEqual([true, undefined]);
  });

  test('nothing', async () => {
    expect(await read(compress(Buffer.alloc(0)), format)).toMatchObject({
      content: Buffer.alloc(0),
      error: undefined,
    });
  });

  test('truncated: what could be read comes first, then the error', async () => {
    const archive = compress(text);
    const { content, error } = await read(archive.subarray(0, Math.floor(archive.length / 2)), format);
    expect(content.length).toBeGreaterThan(text.length / 4);
    expect(text.subarray(0, content.length).equals(content)).toBe(true);
    expect(error).toMatchObject({ name: 'InputError', code: 'truncated', path: 'archive' });
  });

  test('damaged: what could be read comes first, then the error', async () => {
    const archive = Buffer.concat([compress(text), randomBytes(20_000)]);
    const middle = Math.floor(compress(text).length / 2);
    archive.fill(0xff, middle, middle + 200);
    const { content, error } = await read(archive, format);
    expect(content.length).toBeGreaterThan(text.length / 4);
    expect(error).toBeInstanceOf(InputError);
    expect(['corrupt', 'truncated']).toContain((error as InputError).code);
  });
});

test.each([1, 4, 512, 20_000])(
  'gzip: %d zeros behind it are padding, as gzip -t takes them',
  async (zeros) => {
    for (const content of [Buffer.from('a\n'), text]) {
      const padded = Buffer.concat([gzipSync(content), Buffer.alloc(zeros)]);
      const result = await read(padded, 'gzip');
      expect([result.content.equals(content), result.error]).toEqual([true, undefined]);
    }
  },
);

test('gzip: something else behind the zeros is damage', async () => {
  const archive = Buffer.concat([gzipSync('a\n'), Buffer.alloc(9000), Buffer.from('b\n')]);
  const { content, error } = await read(archive, 'gzip');
  expect(content.toString()).toBe('a\n');
  expect(error).toMatchObject({ code: 'corrupt' });
});

/** A frame of zeros with this window, as `zstd --long` writes them (RFC 8878, section 3.1.1.1.2). */
function zerosWithWindow(exponent: number, blocks: number): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (exponent - 10) << 3]);
  const block = Buffer.alloc(4);
  const parts = Array.from({ length: blocks }, (_, index) => {
    block.writeUIntLE(((128 * 1024) << 3) | (1 << 1) | (index === blocks - 1 ? 1 : 0), 0, 3);
    return Buffer.from(block);
  });
  return Buffer.concat([header, ...parts]);
}

test('zstd: a window of 128 MiB costs no more for each block than a small one', async () => {
  const path = join(temporaryDirectory(), 'archive');
  writeFileSync(path, zerosWithWindow(27, 800));
  let bytes = 0;
  for await (const part of decompress(createReadStream(path), 'zstd', path)) bytes += part.length;
  expect(bytes).toBe(800 * 128 * 1024);
});

test('zstd: a larger window is refused, with what to do', async () => {
  const { content, error } = await read(zerosWithWindow(31, 2), 'zstd');
  expect(content.length).toBe(0);
  expect(error).toMatchObject({ code: 'unsupported' });
  expect((error as Error).message).toContain('--long=31');
});

test('zstd: what has a wrong checksum is damage', async () => {
  const frame = zstdOf(Buffer.from('a\n'));
  frame[4] = 4;
  const { error } = await read(Buffer.concat([frame, Buffer.alloc(4)]), 'zstd');
  expect(error).toMatchObject({ code: 'corrupt' });
});

test('zstd: frames to be skipped are, and anything else between frames is damage', async () => {
  const skippable = Buffer.from('\x53\x2a\x4d\x18\x03\x00\x00\x00abc', 'latin1');
  const frame = zstdOf(Buffer.from('a\n'));
  const { content, error } = await read(Buffer.concat([frame, skippable, frame, skippable]), 'zstd');
  expect([content.toString(), error]).toEqual(['a\na\n', undefined]);
  const damaged = await read(Buffer.concat([frame, Buffer.from('garbage')]), 'zstd');
  expect(damaged.content.toString()).toBe('a\n');
  expect(damaged.error).toMatchObject({ code: 'corrupt' });
});

test('an archive that grows a thousandfold comes in parts', async () => {
  const { content, most } = await read(gzipSync(Buffer.alloc(64 * 1024 * 1024)), 'gzip');
  expect(content.length).toBe(64 * 1024 * 1024);
  expect(most).toBeLessThanOrEqual(64 * 1024);
});
