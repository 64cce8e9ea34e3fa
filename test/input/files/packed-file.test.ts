import { closeSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { latestTime, openPacked, openSource, unpack } from '../../../src/input/files/source.ts';
import { zstdOf } from '../compression/zstd-frames.ts';
import { temporaryDirectory } from '../follow/harness.ts';

function file(bytes: Buffer): string {
  const path = join(temporaryDirectory(), 'store.log.1');
  writeFileSync(path, bytes);
  return path;
}

/** What a file holds as far as it can be read, and what is wrong with it. */
async function read(bytes: Buffer) {
  const source = await openSource(file(bytes));
  if (source.kind === 'file') throw new Error('is not compressed');
  const parts: Buffer[] = [];
  try {
    for await (const part of source.readable) parts.push(part as Buffer);
  } catch (error) {
    return { content: Buffer.concat(parts).toString(), code: (error as { readonly code: string }).code };
  }
  return { content: Buffer.concat(parts).toString(), code: undefined };
}

const text = 'a\nb\n';
const packed = gzipSync(text);

test.each<[string, Buffer, { content: string; code: string | undefined }]>([
  ['nothing', gzipSync(''), { content: '', code: undefined }],
  ['two members', Buffer.concat([packed, packed]), { content: text + text, code: undefined }],
  ['padding behind it', Buffer.concat([packed, Buffer.alloc(9)]), { content: text, code: undefined }],
  ['rubbish behind it', Buffer.concat([packed, Buffer.from('rubbish')]), { content: '', code: 'corrupt' }],
  ['an early end', packed.subarray(0, -4), { content: text, code: 'truncated' }],
])('a small gzip file with %s is read as a large one', async (_, bytes, expected) => {
  expect(await read(bytes)).toEqual(expected);
});

test('a small gzip file that grows to much is read in parts', async () => {
  const { content, code } = await read(gzipSync(Buffer.alloc(8 * 1024 ** 2, 'a\n')));
  expect([content.length, code]).toEqual([8 * 1024 ** 2, undefined]);
});

test.each([
  ['gzip', gzipSync(text)],
  ['zstd', zstdOf(Buffer.from(text))],
] as const)('a %s file can be left packed, for whoever reads it', async (format, bytes) => {
  const source = await openPacked(file(bytes));
  if (source.kind !== 'packed') throw new Error('was unpacked');
  expect(source).toMatchObject({ format, size: bytes.length });
  for (let reader = 0; reader < 2; reader++) {
    let content = '';
    for await (const part of (await unpack(source)).readable) content += String(part);
    expect(content).toBe(text);
  }
  // Unpacking leaves the descriptor to who opened it.
  closeSync(source.fd);
});

test('the stamps of a compressed file can mean no time behind its last change, as those of the log in it', async () => {
  const path = file(packed);
  const written = new Date('2025-03-01T10:00:00Z');
  utimesSync(path, written, written);
  expect(latestTime(await openSource(path))).toBe(written.getTime());
});
